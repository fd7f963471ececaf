package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.util.List;
import java.util.Objects;

/**
 * A whole roster as read: nothing of the file is missing from it.
 *
 * <p>Records of the file after {@code sep=} and without the header = {@code rows} + {@link #problemRows} +
 * {@code skipped}.
 *
 * @param rows the students, in the order of the file
 * @param problems in the order of the file; a row with any problem is not in {@code rows}
 * @param skipped records that hold no student, in the order of the file
 * @param format what the file was found to be
 */
public record RosterReading(
        List<RosterRow> rows, List<RosterProblem> problems, List<SkippedLine> skipped, RosterFormat format) {

    public RosterReading {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
        skipped = List.copyOf(skipped);
        Objects.requireNonNull(format, "format");
    }

    /** The students without their places in the file. */
    public List<Student> students() {
        return rows.stream().map(RosterRow::student).toList();
    }

    /** Number of data rows with at least one problem. */
    public int problemRows() {
        return (int)
                problems.stream().mapToInt(RosterProblem::rowNumber).distinct().count();
    }

    /** Number of data rows, with and without problems. */
    public int dataRows() {
        return rows.size() + problemRows();
    }
}
