package io.korrigo.bench.identify;

import io.korrigo.identify.HeaderReading;
import io.korrigo.testkit.pages.PageTruth;
import java.util.List;

/**
 * How one page was read, against what was drawn.
 *
 * @param rows one score for each row drawn
 * @param turnsDrawn clockwise quarter turns, 0 to 3, that bring the picture upright
 * @param turnsRead the same as the reader says; 0 where it found no header
 * @param millis reading took
 */
record PageRead(List<RowScore> rows, int turnsDrawn, int turnsRead, double millis) {
    PageRead {
        rows = List.copyOf(rows);
    }

    static PageRead of(PageTruth truth, HeaderReading reading, double millis) {
        List<RowScore> rows = truth.rows().stream()
                .map(row -> RowScore.of(truth, row, reading.row(row.field()).orElse(null)))
                .toList();
        return new PageRead(rows, truth.quarterTurns(), reading.quarterTurns(), millis);
    }
}
