package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.util.List;
import java.util.Objects;

/**
 * A whole roster as read: nothing of the file is missing from it.
 *
 * <p>Records of the file after {@code sep=} and without headers = {@code rows} + {@code rejected} + {@code leftOut} +
 * {@code skipped}.
 *
 * @param rows the students, in the order of the file
 * @param rejected rows with any problem, in the order of the file
 * @param leftOut rows of students who left, and equal rows of one student, in the order of the file
 * @param skipped records that hold no student, in the order of the file
 * @param format what the file was found to be
 */
public record RosterReading(
        List<RosterRow> rows,
        List<RejectedRow> rejected,
        List<LeftOutRow> leftOut,
        List<SkippedLine> skipped,
        RosterFormat format) {

    public RosterReading {
        rows = List.copyOf(rows);
        rejected = List.copyOf(rejected);
        leftOut = List.copyOf(leftOut);
        skipped = List.copyOf(skipped);
        Objects.requireNonNull(format, "format");
    }

    /** The students without their places in the file. */
    public List<Student> students() {
        return rows.stream().map(RosterRow::student).toList();
    }

    /** The problems of all rejected rows, in the order of the file. */
    public List<RosterProblem> problems() {
        return rejected.stream().flatMap(row -> row.problems().stream()).toList();
    }

    /** Number of data rows, with and without problems, and those to leave out. */
    public int dataRows() {
        return rows.size() + rejected.size() + leftOut.size();
    }
}
