package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.util.Objects;

/**
 * One student of the file.
 *
 * @param line line on which the record starts, from 1
 * @param rowNumber number of the data row, from 1: rows with problems count, header and skipped lines don't
 * @param student has the id {@code row-<rowNumber>} until a store gives it one of its own; never without a birth date
 */
public record RosterRow(int line, int rowNumber, Student student) implements RosterEntry, ImportStep {

    public RosterRow {
        Objects.requireNonNull(student, "student");
    }
}
