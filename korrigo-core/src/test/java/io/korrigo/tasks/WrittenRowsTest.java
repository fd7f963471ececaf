package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenRowsTest {
    private static final double BOX = 0.02;

    /** Boxes from the left edge on, each surely its letter or blank. */
    private static RowReading row(HeaderField field, double top, String letters) {
        List<CellReading> cells = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            float[] sure = new float[CellReading.CLASSES.length()];
            sure[CellReading.CLASSES.indexOf(letters.charAt(i))] = 1;
            cells.add(new CellReading(new PageRegion(i * BOX, top, BOX, BOX), sure));
        }
        return new RowReading(field, cells);
    }

    private static HeaderReading reading(int quarterTurns, RowReading... rows) {
        return new HeaderReading(Arrays.asList(rows), quarterTurns, "model");
    }

    private static final RowReading FIRST = row(HeaderField.FIRST_NAME, 0.2, "ZOE  ");
    private static final RowReading BORN = row(HeaderField.BIRTH_DATE, 0.3, "17072007");

    @Test
    void reachFromTheFirstInkToTheLastAndHalfABoxFurther() {
        List<PageRegion> rows = WrittenRows.of(reading(0, row(HeaderField.LAST_NAME, 0.1, "  LE ROUX   "), FIRST, BORN))
                .orElseThrow();

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).x()).isCloseTo(1.5 * BOX, within(1e-9));
        assertThat(rows.get(0).w()).isCloseTo(8 * BOX, within(1e-9));
        assertThat(rows.get(0).y()).isCloseTo(0.1 - BOX / 2, within(1e-9));
        assertThat(rows.get(0).h()).isCloseTo(2 * BOX, within(1e-9));
    }

    @Test
    void stayOnThePage() {
        PageRegion row = WrittenRows.of(reading(0, row(HeaderField.LAST_NAME, 0, "A"), FIRST, BORN))
                .orElseThrow()
                .get(0);

        assertThat(row).isEqualTo(new PageRegion(0, 0, 1.5 * BOX, 1.5 * BOX));
    }

    @Test
    void areLeftOutWhereOneIsBlankOrMissingOrThePageLies() {
        RowReading last = row(HeaderField.LAST_NAME, 0.1, "ROUX");

        assertThat(WrittenRows.of(reading(0, last, FIRST, BORN))).isPresent();
        assertThat(WrittenRows.of(reading(0, row(HeaderField.LAST_NAME, 0.1, "    "), FIRST, BORN)))
                .isEmpty();
        assertThat(WrittenRows.of(reading(0, last, FIRST))).isEmpty();
        assertThat(WrittenRows.of(reading(2, last, FIRST, BORN))).isEmpty();
    }
}
