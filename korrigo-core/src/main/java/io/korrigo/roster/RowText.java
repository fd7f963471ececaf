package io.korrigo.roster;

import io.korrigo.roster.RosterProblem.Code;
import java.util.ArrayList;
import java.util.List;

/** The cells of one row after the other, cleaned, and what is wrong with them. */
final class RowText {
    private final ColumnMapping mapping;
    private final List<RosterProblem> problems = new ArrayList<>();
    private Cells cells = new Cells();
    private int rowNumber;
    private int traits;

    RowText(ColumnMapping mapping) {
        this.mapping = mapping;
    }

    /** Goes on to a row, in which nothing is wrong yet. */
    void begin(Cells row, int number) {
        cells = row;
        rowNumber = number;
        problems.clear();
    }

    /** The row as its file has it. */
    Cells cells() {
        return cells;
    }

    /** In the order in which they were noted; the next row's are the same list. */
    List<RosterProblem> problems() {
        return problems;
    }

    /** Of the cell that {@link #text} or {@link #visible} gave last, as {@link CellText} counts them. */
    int traits() {
        return traits;
    }

    /**
     * The cleaned cell; empty where the file has none, and where it is longer than {@code limit}, which is noted.
     */
    String text(RosterColumn column, int limit) {
        int index = mapping.index(column);
        traits = CellText.PLAIN;
        if (cells.isEmpty(index)) {
            return "";
        }
        String raw = cells.get(index);
        traits = cells.traits(index);
        if ((traits & CellText.PLAIN) == 0) {
            if (CellText.isGarbled(raw)) {
                throw HeaderPlace.garbled(cells.line(), "\"" + mapping.header(column) + "\"");
            }
            raw = CellText.clean(raw);
        }
        if (raw.length() > limit) {
            problem(column, Code.CELL_TOO_LONG, "longer than " + limit + " characters");
            return "";
        }
        return raw;
    }

    /** The cleaned cell without control characters, which no database and no screen wants. */
    String visible(RosterColumn column, int limit) {
        String text = text(column, limit);
        if (text.isEmpty() || (traits & CellText.PLAIN) != 0) {
            return text;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return text.replaceAll("\\p{Cntrl}", "").strip();
            }
        }
        return text;
    }

    /** Notes what is wrong with a cell of the row. */
    void problem(RosterColumn column, Code code, String message) {
        problems.add(new RosterProblem(cells.line(), rowNumber, mapping.header(column), code, message, cells.sheet()));
    }
}
