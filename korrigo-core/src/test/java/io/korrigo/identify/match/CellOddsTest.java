package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.Readings;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CellOddsTest {
    private static final Offset<Double> EXACTLY = within(1e-12);
    private static final int A = 0;
    private static final int B = 1;

    private static double sum(double[] odds) {
        return Arrays.stream(odds).sum();
    }

    /** A box that holds an A, a B or else a 7. */
    private static CellReading cell(float a, float b) {
        float[] probabilities = new float[CellReading.CLASSES.length()];
        probabilities[CellReading.CLASSES.indexOf('A')] = a;
        probabilities[CellReading.CLASSES.indexOf('B')] = b;
        probabilities[CellReading.CLASSES.indexOf('7')] = 1 - a - b;
        return new CellReading(new PageRegion(0, 0, 1, 1), probabilities);
    }

    @Test
    void sumToOneWhateverABoxShows() {
        for (CellReading cell : new CellReading[] {cell(1, 0), cell(0.25f, 0.5f), cell(0, 0), Readings.cell('?')}) {
            assertThat(sum(CellOdds.of(cell, Alphabet.NAMES))).isEqualTo(1, EXACTLY);
            assertThat(sum(CellOdds.of(cell, Alphabet.DATES))).isEqualTo(1, EXACTLY);
            assertThat(sum(CellOdds.clear(cell, Alphabet.NAMES))).isEqualTo(1, EXACTLY);
            assertThat(sum(CellOdds.clear(cell, Alphabet.DATES))).isEqualTo(1, EXACTLY);
        }
    }

    /** The odds of a box that shows an A or a B, by the rule that the class tells. */
    private static double odds(int sign, double temperature, double foreign, double mistakes, double senseless) {
        int count = Alphabet.NAMES.classes.length;
        double[] own = new double[count];
        Arrays.fill(own, Math.pow(foreign / count, 1 / temperature));
        own[A] = Math.pow(0.75 + foreign / count, 1 / temperature);
        own[B] = Math.pow(0.25 + foreign / count, 1 / temperature);
        double all = sum(own);
        double mistaken = 0;
        for (int read = 0; read < count; read++) {
            mistaken += own[read] / all * Confusions.NAMES[read][sign];
        }
        return (1 - mistakes - senseless) * own[sign] / all + mistakes * mistaken + senseless / count;
    }

    @Test
    void leaveAStudentAHundredthForAMistakeAndOneForABoxThatSaysNothing() {
        double[] odds = CellOdds.of(cell(0.75f, 0.25f), Alphabet.NAMES);

        for (int sign : new int[] {A, B, 'H' - 'A', Alphabet.NAMES.blank(), Alphabet.NAMES.crossedOut()}) {
            assertThat(odds[sign]).isEqualTo(odds(sign, 1.1, 0.002, 0.01, 0.01), EXACTLY);
        }
    }

    @Test
    void leaveTwoThousandthsLessWhereNothingIsToBeSpared() {
        double[] odds = CellOdds.clear(cell(0.75f, 0.25f), Alphabet.NAMES);

        for (int sign : new int[] {A, B, 'H' - 'A', Alphabet.NAMES.blank(), Alphabet.NAMES.crossedOut()}) {
            assertThat(odds[sign]).isEqualTo(odds(sign, 1, 0.0002, 0.0005, 0), EXACTLY);
        }
    }

    @Test
    void countOnlyWhatTheRowCanHold() {
        assertThat(CellOdds.of(cell(0.02f, 0), Alphabet.NAMES)[A]).isGreaterThan(0.8);
        assertThat(CellOdds.of(cell(0.02f, 0), Alphabet.DATES)[7]).isGreaterThan(0.95);
        // by what is mistaken for digits, not for letters
        double[] seven = CellOdds.clear(cell(0, 0), Alphabet.DATES);
        assertThat(seven[1] / seven[0])
                .isEqualTo(
                        (0.0005 * Confusions.DATES[7][1] + 0.0002 / 12)
                                / (0.0005 * Confusions.DATES[7][0] + 0.0002 / 12),
                        within(0.01));
    }
}
