package io.korrigo.roster;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A data row that is in order and asks for nothing.
 *
 * @param line line on which the record starts, from 1
 * @param rowNumber number of the data row, from 1, as in {@link RosterRow}
 * @param mention whom the row is about
 * @param sheet name of the workbook's sheet; null where there are no sheets
 */
public record LeftOutRow(
        int line,
        int rowNumber,
        Reason reason,
        Mention mention,
        @Nullable String sheet) implements RosterEntry {

    /** Why there is nothing to do. */
    public enum Reason {
        /** The student has left the school, or isn't enrolled. */
        DEPARTED,
        /** The student is on an earlier line with the same in every column in use: one line a guardian, for example. */
        REPEATED
    }

    public LeftOutRow {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(mention, "mention");
    }
}
