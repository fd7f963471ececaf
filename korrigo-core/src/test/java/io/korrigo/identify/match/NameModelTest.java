package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Readings;
import io.korrigo.identify.RowReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows of those of whom nothing is known. */
class NameModelTest {
    // Not the shared one: what is made once in a JVM, pitest finds untested.
    private final NameModel firstNames = NameModel.load("first-names");
    private final List<byte[]> listed = listed();
    private final Trigrams letters = new Trigrams("first-names.trigrams", listed);

    private static List<byte[]> listed() {
        try (var in = NameModel.class.getResourceAsStream("first-names.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Spellings::signs)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RowAligner row(String boxes) {
        return new RowAligner(Readings.clearRow(HeaderField.FIRST_NAME, boxes, Readings.BOXES), Alphabet.NAMES);
    }

    private double anyName(String boxes) {
        return firstNames.anyName(row(boxes));
    }

    /** Boxes that may be anything, each in its own measure. */
    private static RowAligner anything(int boxes) {
        Random random = new Random(boxes);
        List<CellReading> cells = new ArrayList<>();
        for (int box = 0; box < boxes; box++) {
            double[] shares = random.doubles(CellReading.CLASSES.length()).toArray();
            double sum = Arrays.stream(shares).sum();
            float[] probabilities = new float[shares.length];
            for (int c = 0; c < shares.length; c++) {
                probabilities[c] = (float) (shares[c] / sum);
            }
            cells.add(new CellReading(new PageRegion(0, 0, 1, 1), probabilities));
        }
        return new RowAligner(new RowReading(HeaderField.FIRST_NAME, cells), Alphabet.NAMES);
    }

    @Test
    void beginInALaterBoxThreeTimesInAHundredForEachBoxLeftOut() {
        double usual = anyName("SARAH");

        assertThat(anyName(" SARAH") / usual).isEqualTo(0.03, within(0.002));
        assertThat(anyName("  SARAH") / usual).isEqualTo(0.03 * 0.03, within(1e-4));
    }

    /** What the boxes from one on say of every text, letter by letter. */
    private double everyText(RowAligner row, int box, int context) {
        boolean begun = context != Trigrams.START;
        if (box == row.boxes()) {
            return begun ? 1 : 0;
        }
        double[] symbols = letters.afterTwo[context];
        double sum = (begun ? row.inserted(box) : row.leading(box)) * everyText(row, box + 1, context);
        for (int letter = 0; letter < 26; letter++) {
            sum += symbols[letter] * row.trace(box, letter) * everyText(row, box + 1, context % 27 * 27 + letter);
        }
        int wordEnd = context % 27 * 27 + Trigrams.WORD_END;
        if (wordEnd != Trigrams.START) {
            sum += symbols[Trigrams.WORD_END] * row.trace(box, Alphabet.GAP) * everyText(row, box + 1, wordEnd);
        }
        return begun ? sum + symbols[Trigrams.NAME_END] * row.rest(box) : sum;
    }

    @Test
    void areTheSumOverAllTexts() {
        for (int boxes = 1; boxes <= 3; boxes++) {
            RowAligner row = anything(boxes);

            assertThat(firstNames.anyName(row) / everyText(row, 0, Trigrams.START))
                    .isEqualTo(1, within(1e-4));
        }
    }

    /** The same of a further name, by pairs of letters. */
    private double everyFurther(RowAligner row, int box, int last) {
        if (box == row.boxes()) {
            return 1;
        }
        double[] symbols = letters.afterOne[last];
        double sum = 0;
        for (int letter = 0; letter < 26; letter++) {
            sum += symbols[letter] * row.trace(box, letter) * everyFurther(row, box + 1, letter);
        }
        if (last != Trigrams.WORD_END) {
            sum += symbols[Trigrams.WORD_END]
                            * row.trace(box, Alphabet.GAP)
                            * everyFurther(row, box + 1, Trigrams.WORD_END)
                    + symbols[Trigrams.NAME_END] * row.rest(box);
        }
        return sum;
    }

    @Test
    void mayBeginInAnyBoxBehindAnotherName() {
        RowAligner row = anything(3);
        double[] begins = firstNames.beginning(row);

        assertThat(begins).hasSize(4);
        for (int box = 0; box < 3; box++) {
            assertThat(begins[box]).isEqualTo(everyFurther(row, box, Trigrams.WORD_END), within(1e-12));
        }
        assertThat(begins[3]).isZero();
    }

    @Test
    void areNamesOfTheListInFourOfTenTheFirstOfThemTheUsualOnes() {
        assertThat(listed.stream().distinct().mapToDouble(firstNames::share).sum())
                .isEqualTo(0.4, within(1e-9));
        assertThat(firstNames.share(listed.get(0)) / firstNames.share(listed.get(1)))
                .isEqualTo(41.0 / 40, within(1e-9));
        assertThat(firstNames.share(listed.get(0)) / firstNames.share(listed.get(40)))
                .isEqualTo(80.0 / 40, within(1e-9));
        assertThat(firstNames.share(Spellings.signs("Xqzuv"))).isZero();
    }

    @Test
    void areListedOrElseAnyText() {
        RowAligner row = row("HUGO");
        double ofList = 0;
        for (byte[] name : listed) {
            ofList += firstNames.share(name) * row.likelihood(List.of(new Spelling(name, 1)), 0);
        }

        assertThat(firstNames.likelihood(row) / (ofList + 0.6 * firstNames.anyName(row)))
                .isEqualTo(1, within(1e-3));
    }

    @Test
    void areAsLikelyAsTheirLetters() {
        assertThat(firstNames.log(Spellings.signs("Gabriela")))
                .isEqualTo(letters.log(Spellings.signs("Gabriela")))
                .isNegative();
    }

    @Test
    void sayWhichListIsMissing() {
        assertThatThrownBy(() -> NameModel.load("pet-names"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pet-names.txt");
    }
}
