package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One student of the file.
 *
 * @param line line on which the record starts, from 1
 * @param rowNumber number of the data row, from 1: rows with problems count, header and skipped lines don't
 * @param student has the id {@code row-<rowNumber>} until a store gives it one of its own; never without a birth date
 * @param sheet name of the workbook's sheet; null where there are no sheets
 */
public record RosterRow(
        int line, int rowNumber, Student student, @Nullable String sheet) implements RosterEntry, ImportStep {

    public RosterRow {
        Objects.requireNonNull(student, "student");
    }

    /** A row of a file without sheets. */
    public RosterRow(int line, int rowNumber, Student student) {
        this(line, rowNumber, student, null);
    }
}
