package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenHeaderTest {
    @Test
    void aDateOfLettersIsAnAnswersLine() {
        assertThat(WrittenHeader.mayBeDated(reading(row(HeaderField.BIRTH_DATE, "MN  WN  "))))
                .isFalse();
        assertThat(WrittenHeader.mayBeDated(reading(row(HeaderField.BIRTH_DATE, "OMO72OOB"))))
                .isTrue();
    }

    @Test
    void aHeaderWhoseDateWasNotFoundMayHaveOne() {
        assertThat(WrittenHeader.mayBeDated(reading(row(HeaderField.LAST_NAME, "DUPONT  "))))
                .isTrue();
    }

    @Test
    void namesLeaveAQuarterOfTheirBoxesFree() {
        assertThat(WrittenHeader.namesEnd(reading(row(HeaderField.LAST_NAME, "ABCDEF  "))))
                .isTrue();
        assertThat(WrittenHeader.namesEnd(reading(row(HeaderField.LAST_NAME, "ABCDEFG "))))
                .isFalse();
    }

    @Test
    void moreThanHalfOfADateIsDigits() {
        RowReading name = row(HeaderField.LAST_NAME, "ABCDEF  ");

        assertThat(WrittenHeader.looksWritten(reading(name, row(HeaderField.BIRTH_DATE, "12345OOO"))))
                .isTrue();
        assertThat(WrittenHeader.looksWritten(reading(name, row(HeaderField.BIRTH_DATE, "1234OOOO"))))
                .isFalse();
    }

    private static HeaderReading reading(RowReading... rows) {
        return new HeaderReading(List.of(rows), 0, "");
    }

    private static RowReading row(HeaderField field, String text) {
        List<CellReading> cells = new ArrayList<>();
        for (char sign : text.toCharArray()) {
            float[] probabilities = new float[CellReading.CLASSES.length()];
            probabilities[CellReading.CLASSES.indexOf(sign)] = 1;
            cells.add(new CellReading(new PageRegion(0.1, 0.1, 0.05, 0.05), probabilities));
        }
        return new RowReading(field, cells);
    }
}
