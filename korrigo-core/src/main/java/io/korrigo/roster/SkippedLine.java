package io.korrigo.roster;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record that holds no student, left out on purpose.
 *
 * @param line line on which the record starts, from 1
 * @param sheet name of the workbook's sheet; null where there are no sheets
 */
public record SkippedLine(int line, Reason reason, @Nullable String sheet) implements RosterEntry {

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

    /** A line of a file without sheets. */
    public SkippedLine(int line, Reason reason) {
        this(line, reason, null);
    }
}
