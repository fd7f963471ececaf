package io.korrigo.testkit.pages;

import io.korrigo.identify.HeaderField;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;

/**
 * What a drawn page holds, and where.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param quarterTurns clockwise quarter turns, 0 to 3, that bring the picture upright
 * @param rows the rows of boxes; empty when the page has no header
 */
public record PageTruth(int width, int height, int quarterTurns, List<Row> rows) {
    public PageTruth {
        rows = List.copyOf(rows);
    }

    /** The row that asks for {@code field}, or empty when the page has none. */
    public Optional<Row> row(HeaderField field) {
        return rows.stream().filter(row -> row.field() == field).findFirst();
    }

    /**
     * One row of boxes.
     *
     * @param boxes in writing order
     */
    public record Row(HeaderField field, List<Cell> boxes) {
        public Row {
            boxes = List.copyOf(boxes);
        }

        /** What stands in the boxes in the spelling of {@link HeaderText}, without empty ones at the end. */
        public String text() {
            StringBuilder text = new StringBuilder();
            boxes.forEach(box -> text.append(box.content()));
            return text.toString().stripTrailing();
        }
    }

    /**
     * One box.
     *
     * @param corners in pixels of the picture, clockwise as the form is read, from the box's own top left
     * @param content one box in the spelling of {@link HeaderText}: a character, a space, or {@code #X}
     */
    public record Cell(List<Point2D> corners, String content) {
        /** @throws IllegalArgumentException unless there are four corners */
        public Cell {
            corners = List.copyOf(corners);
            if (corners.size() != 4) {
                throw new IllegalArgumentException("A box has four corners, not " + corners.size());
            }
        }

        /** The letter or digit without its accent, or a space where the box is empty, a dash or crossed out. */
        public char letter() {
            return content.length() > 1 || content.equals("-") || content.equals("'")
                    ? ' '
                    : BoxContent.baseLetter(content.charAt(0));
        }
    }
}
