package io.korrigo.roster;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person should know about how a file was read, and that is no fault of a row.
 *
 * @param sheet of a workbook, which it is about; null where it is about none
 * @param message what it is, for the person who has the file; holds no value of a cell
 */
public record RosterRemark(Code code, @Nullable String sheet, String message) {

    /** Kinds of remark. Codes are stable: hosts translate them. */
    public enum Code {
        /** A hidden sheet was not read. */
        SHEET_HIDDEN,
        /** A sheet without the header of a class list was not read. */
        SHEET_WITHOUT_HEADER,
        /** Rows that the spreadsheet hides or filters out were read as all others. */
        ROWS_HIDDEN
    }

    public RosterRemark {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }
}
