package io.korrigo.roster;

import java.util.Objects;

/**
 * A record that holds no student, left out on purpose.
 *
 * @param line line on which the record starts, from 1
 */
public record SkippedLine(int line, Reason reason) implements RosterEntry {

    /** Why a record is no student. */
    public enum Reason {
        /** Nothing but delimiters and spaces. */
        BLANK,
        /** Above the header: a title, the date of the export. */
        TITLE,
        /** Right below the header, without name and birth date: the names of merged groups. */
        SECOND_HEADER,
        /** The header once more, as in files put together from several classes. */
        REPEATED_HEADER,
        /** A count of students, without birth date. */
        TOTAL
    }

    public SkippedLine {
        Objects.requireNonNull(reason, "reason");
    }
}
