package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyHeadersTest {
    private static final HeaderReading NONE = new HeaderReading(List.of(), 0, "by hand");

    private static HeaderReading sheet(HeaderField field, String text) {
        List<CellReading> cells = new ArrayList<>();
        for (char c : text.toCharArray()) {
            float[] probabilities = new float[CellReading.CLASSES.length()];
            probabilities[CellReading.CLASSES.indexOf(c)] = 1;
            cells.add(new CellReading(new PageRegion(0, 0, 1, 1), probabilities));
        }
        return new HeaderReading(List.of(new RowReading(field, cells)), 0, "by hand");
    }

    @Test
    void tellsEachFieldFromTheFirstSheetThatHasIt() {
        assertThat(CopyHeaders.text(List.of(
                        NONE,
                        sheet(HeaderField.LAST_NAME, "ROUX"),
                        sheet(HeaderField.LAST_NAME, "BOUX"),
                        sheet(HeaderField.BIRTH_DATE, "12032008"))))
                .containsEntry("last_name", "ROUX")
                .containsEntry("first_name", "")
                .containsEntry("date_of_birth", "12/03/2008");
    }

    @Test
    void tellsNothingOfACopyWithoutHeader() {
        assertThat(CopyHeaders.text(List.of(NONE, NONE))).isNull();
    }
}
