package io.korrigo.bench.identify;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.RowReading;
import io.korrigo.testkit.pages.PageTruth;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one row was read, against what was drawn.
 *
 * @param field which row
 * @param found whether the reading has it
 * @param exact whether it has as many boxes as were drawn, each within a quarter of a box of its place
 * @param letters boxes with a letter or digit that a read box lies on
 * @param rightLetters those whose likeliest letter (digit in a row of digits) is the one drawn
 */
record RowScore(HeaderField field, boolean found, boolean exact, int letters, int rightLetters) {
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    /** @param reading of the row, or null when it was not found */
    static RowScore of(PageTruth truth, PageTruth.Row row, @Nullable RowReading reading) {
        List<CellReading> cells = reading == null ? List.of() : reading.cells();
        boolean exact = cells.size() == row.boxes().size();
        int letters = 0;
        int right = 0;
        for (int i = 0; i < row.boxes().size(); i++) {
            PageTruth.Cell box = row.boxes().get(i);
            exact = exact && covers(truth, box, cells.get(i));
            Optional<CellReading> cell =
                    cells.stream().filter(c -> covers(truth, box, c)).findFirst();
            if (box.letter() != ' ' && cell.isPresent()) {
                letters++;
                right += likeliest(cell.get(), row.field()) == box.letter() ? 1 : 0;
            }
        }
        return new RowScore(row.field(), reading != null, exact, letters, right);
    }

    /** Whether a cell's middle lies within a quarter of a box of that of a drawn box. */
    static boolean covers(PageTruth truth, PageTruth.Cell box, CellReading cell) {
        double left = box.corners().stream().mapToDouble(Point2D::getX).min().orElseThrow();
        double right = box.corners().stream().mapToDouble(Point2D::getX).max().orElseThrow();
        double top = box.corners().stream().mapToDouble(Point2D::getY).min().orElseThrow();
        double bottom = box.corners().stream().mapToDouble(Point2D::getY).max().orElseThrow();
        PageRegion region = cell.region();
        double quarter = Math.min(right - left, bottom - top) / 4;
        return Math.abs((region.x() + region.w() / 2) * truth.width() - (left + right) / 2) <= quarter
                && Math.abs((region.y() + region.h() / 2) * truth.height() - (top + bottom) / 2) <= quarter;
    }

    private static char likeliest(CellReading cell, HeaderField field) {
        boolean name = field == HeaderField.LAST_NAME || field == HeaderField.FIRST_NAME;
        char best = '?';
        double most = -1;
        for (char c : (name ? CAPITALS : DIGITS).toCharArray()) {
            if (cell.probability(c) > most) {
                most = cell.probability(c);
                best = c;
            }
        }
        return best;
    }
}
