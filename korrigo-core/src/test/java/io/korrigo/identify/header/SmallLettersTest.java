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

class SmallLettersTest {
    private static final double HALF = 0.5;

    @Test
    void namesAreReadAgainWhereTheirLettersAreUnclearOnAverage() {
        assertThat(SmallLetters.mayBe(reading("DUPONT", 0.91, "12052008", 1))).isFalse();
        assertThat(SmallLetters.mayBe(reading("DUPONT", 0.89, "12052008", 1))).isTrue();
    }

    @Test
    void threeLettersTellNothingOfHowSomebodyWrites() {
        assertThat(SmallLetters.mayBe(reading("LEE ", HALF, "12052008", 1))).isFalse();
        assertThat(SmallLetters.mayBe(reading("LEES", HALF, "12052008", 1))).isTrue();
    }

    @Test
    void anUnclearDateIsNoReason() {
        assertThat(SmallLetters.mayBe(reading("DUPONT", 1, "12052008", HALF))).isFalse();
    }

    @Test
    void digitsThatABoxOfANameMightHoldMakeItNoLessClear() {
        HeaderReading shared = new HeaderReading(
                List.of(new RowReading(
                        HeaderField.LAST_NAME,
                        List.of(
                                cell('O', HALF, '0'),
                                cell('I', HALF, '1'),
                                cell('S', HALF, '5'),
                                cell('B', HALF, '8')))),
                0,
                "first");

        assertThat(SmallLetters.mayBe(shared)).isFalse();
    }

    @Test
    void theSecondReadingCountsWhereItIsMuchClearer() {
        HeaderReading first = reading("DUPONT", 0.8, "12052008", 1);

        assertThat(SmallLetters.clearer(first, reading("DUPONT", 0.8 * Math.exp(0.049), "99999999", 1)))
                .isSameAs(first);
        HeaderReading second = reading("OUFANT", 0.8 * Math.exp(0.051), "99999999", 1);
        HeaderReading chosen = SmallLetters.clearer(first, new HeaderReading(second.rows(), 0, "both"));
        assertThat(chosen.text(HeaderField.LAST_NAME)).isEqualTo("OUFANT");
        assertThat(chosen.modelHash()).isEqualTo("both");
    }

    @Test
    void theDateAndTheTurnsStayThoseOfTheFirst() {
        HeaderReading first = reading("DUPONT", HALF, "12052008", 1);
        HeaderReading chosen = SmallLetters.clearer(
                new HeaderReading(first.rows(), 2, "capitals", true), reading("OUFANT", 1, "99999999", 1));

        assertThat(chosen.text(HeaderField.BIRTH_DATE)).isEqualTo("12/05/2008");
        assertThat(chosen.quarterTurns()).isEqualTo(2);
        assertThat(chosen.oneOfTwo()).isTrue();
    }

    private static HeaderReading reading(String name, double clear, String date, double clearDate) {
        return new HeaderReading(
                List.of(row(HeaderField.LAST_NAME, name, clear), row(HeaderField.BIRTH_DATE, date, clearDate)),
                0,
                "first");
    }

    private static RowReading row(HeaderField field, String text, double clear) {
        List<CellReading> cells = new ArrayList<>();
        for (char c : text.toCharArray()) {
            cells.add(cell(c, c == CellReading.BLANK ? 1 : clear, CellReading.CROSSED_OUT));
        }
        return new RowReading(field, cells);
    }

    private static CellReading cell(char sign, double probability, char other) {
        float[] probabilities = new float[CellReading.CLASSES.length()];
        probabilities[CellReading.CLASSES.indexOf(other)] = (float) (1 - probability);
        probabilities[CellReading.CLASSES.indexOf(sign)] += (float) probability;
        return new CellReading(new PageRegion(0.1, 0.1, 0.05, 0.05), probabilities);
    }
}
