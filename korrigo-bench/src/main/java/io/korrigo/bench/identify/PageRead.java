package io.korrigo.bench.identify;

import io.korrigo.identify.HeaderField;
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
    private static final List<HeaderField> FIELDS =
            List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE);

    PageRead {
        rows = List.copyOf(rows);
    }

    /** What stands in the boxes of the family name, the first name and the birth date; empty where a row is missing. */
    static List<String> drawn(PageTruth truth) {
        return FIELDS.stream()
                .map(field -> truth.row(field).map(PageTruth.Row::text).orElse(""))
                .toList();
    }

    /** Whether the rows of names and date were found with all of their boxes in their places. */
    boolean exact() {
        return rows.stream().filter(row -> FIELDS.contains(row.field())).allMatch(RowScore::exact);
    }

    static PageRead of(PageTruth truth, HeaderReading reading, double millis) {
        List<RowScore> rows = truth.rows().stream()
                .map(row -> RowScore.of(truth, row, reading.row(row.field()).orElse(null)))
                .toList();
        return new PageRead(rows, truth.quarterTurns(), reading.quarterTurns(), millis);
    }
}
