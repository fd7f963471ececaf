package io.korrigo.identify;

import java.util.List;

/**
 * One comb row of a header, its boxes from left to right; a birth date's without slashes that were written into boxes, which stand as
 * empty ones where a date has them.
 *
 * @param field what the row asks for
 * @param cells every box of the row, empty ones too; at least one
 */
public record RowReading(HeaderField field, List<CellReading> cells) {
    /** @throws IllegalArgumentException when there is no cell */
    public RowReading {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("A row has at least one cell");
        }
    }

    /**
     * The likeliest sign of each cell, letters in a row of names and digits in the others, without trailing blanks; for
     * people, never for matching.
     */
    public String bestText() {
        StringBuilder text = new StringBuilder(cells.size());
        for (CellReading cell : cells) {
            text.append(cell.best(field.classes()));
        }
        return text.toString().stripTrailing();
    }
}
