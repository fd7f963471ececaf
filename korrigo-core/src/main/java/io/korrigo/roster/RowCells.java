package io.korrigo.roster;

import java.util.ArrayList;
import java.util.List;

/** The cells of one row of a sheet while they are put together. */
final class RowCells {
    private final List<String> cells = new ArrayList<>();

    void clear() {
        cells.clear();
    }

    /** @throws io.korrigo.InvalidInputException beyond the last column of spreadsheets */
    void set(int column, String text) {
        if (column >= Workbook.COLUMNS) {
            throw Workbook.tooFarRight();
        }
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, text);
    }

    String get(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    boolean isEmpty() {
        return cells.stream().allMatch(String::isEmpty);
    }

    void copyTo(Cells record) {
        cells.forEach(record::add);
    }
}
