package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sheets of one workbook, whatever its format. */
interface Workbook {
    /** The last column of spreadsheets is XFD. */
    int COLUMNS = 16_384;

    /**
     * A sheet.
     *
     * @param name as the spreadsheet shows it
     * @param hidden whether the spreadsheet doesn't show it
     */
    record Sheet(String name, boolean hidden) {}

    RosterFormat.Container container();

    /** In the order in which the spreadsheet shows them. */
    List<Sheet> sheets();

    /**
     * The rows of a sheet. A line is the number of the row as the spreadsheet shows it; rows that were never filled are no
     * records. A formula gives its last computed value, a cell that is merged with others below gives its value to them.
     *
     * @param index among {@link #sheets}
     */
    RowSource rows(int index) throws IOException;

    static InvalidInputException broken(String what, @Nullable Throwable cause) {
        String message = "The workbook " + what + "; open it in a spreadsheet program and save it again as .xlsx";
        return cause == null ? new InvalidInputException(message) : new InvalidInputException(message, cause);
    }

    /** What is said of a cell that claims to stand where none can. */
    static InvalidInputException tooFarRight() {
        return broken("has cells in columns that no spreadsheet has", null);
    }
}
