package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slashes, written I here as the model may see them, and dates that only look as if they had some. */
class SlashedDateTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2I3I06__, 2_3_06__",
        "213106__, 2_3_06__",
        "5I11I06_, 5_1106__",
        "20I3I07_, 203_07__",
        "24I11I07, 241107__",
        "2I3I2006, 2_3_2006",
        "7112106_, 7_1206__",
        "25I77I06, 257706__" // 25/11/06: there is no month 77
    })
    void digitsStandWhereADateWithEmptyBoxesHasThem(String boxes, String expected) {
        assertThat(read(boxes)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "21112006", // a date
                "71112006", // with a seven for a one
                "11212006", // month first
                "20110105", // year first
                "211106__", // day, month, year without a gap
                "2_3106__", // a gap is no slash
                "243406__", // no strokes
                "2I3I0___", // no year
                "2I3I1506", // nobody of that year sits an exam
                "2I0I0607", // 8 boxes, no month
                "25I73I06", // nor one with a one for its seven
            })
    void whatMayBeADateOrHasNoSlashesStaysAsItIs(String boxes) {
        assertThat(read(boxes)).isEqualTo(boxes);
    }

    @Test
    void twoWaysToPartItAreNone() {
        // 2/11/06 or 21/1/06
        assertThat(read("2111106_")).isEqualTo("2111106_");
    }

    @Test
    void aStrokeIsWhatTheModelTakesForOneInHalfOfCases() {
        List<CellReading> cells = cells("2I3I06__");
        cells.set(1, doubtful('I', 0.49f));
        assertThat(text(SlashedDate.withoutSlashes(cells))).isEqualTo("2I3I06__");
        cells.set(1, doubtful('I', 0.51f));
        assertThat(text(SlashedDate.withoutSlashes(cells))).isEqualTo("2_3_06__");
    }

    @Test
    void everyBoxKeepsItsPlaceOnThePage() {
        List<CellReading> cells = cells("20I3I07_");
        assertThat(SlashedDate.withoutSlashes(cells))
                .extracting(CellReading::region)
                .containsExactlyInAnyOrderElementsOf(
                        cells.stream().map(CellReading::region).toList());
    }

    @Test
    void aRowOfOtherLengthIsLeftAlone() {
        assertThat(read("2I3I06_")).isEqualTo("2I3I06_");
    }

    private static String read(String boxes) {
        return text(SlashedDate.withoutSlashes(cells(boxes)));
    }

    private static List<CellReading> cells(String boxes) {
        List<CellReading> cells = new ArrayList<>();
        for (char sign : boxes.replace('_', CellReading.BLANK).toCharArray()) {
            cells.add(cell(cells.size(), sign, 1));
        }
        return cells;
    }

    /** A box that is blank otherwise, in the place of the second. */
    private static CellReading doubtful(char sign, float probability) {
        return cell(1, sign, probability);
    }

    private static CellReading cell(int place, char sign, float probability) {
        float[] probabilities = new float[CellReading.CLASSES.length()];
        Arrays.fill(probabilities, 0);
        probabilities[CellReading.CLASSES.indexOf('Z')] = 1 - probability;
        probabilities[CellReading.CLASSES.indexOf(sign)] = probability;
        return new CellReading(new PageRegion(0.1 + 0.05 * place, 0.1, 0.05, 0.05), probabilities);
    }

    private static String text(List<CellReading> cells) {
        StringBuilder text = new StringBuilder();
        cells.forEach(cell -> text.append(cell.probability('I') >= 0.4 ? 'I' : cell.best()));
        return text.toString().replace(CellReading.BLANK, '_');
    }
}
