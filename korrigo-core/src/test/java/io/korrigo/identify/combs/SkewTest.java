package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewTest {
    private static final int COLUMNS = 150;
    private static final int ROWS = 600;
    private static final int BLOCK = 10;

    /** Level strokes every 40 rows that fall to the right by so many degrees, each of {@code contrast}. */
    private static byte[] strokes(double degrees, int contrast) {
        byte[] blocks = new byte[ROWS * COLUMNS];
        for (int column = 0; column < COLUMNS; column++) {
            double fall = (column - COLUMNS / 2.0) * BLOCK * Math.tan(Math.toRadians(degrees));
            for (int y = 120; y < ROWS - 120; y += 40) {
                int row = (int) Math.round(y + fall);
                blocks[row * COLUMNS + column] = (byte) contrast;
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-4, -1.5, -0.5, 0, 0.5, 1.5, 4})
    void isTheSlopeOfTheStrokesToASixthOfADegree(double degrees) {
        Skew skew = Skew.estimate(strokes(degrees, 100), COLUMNS, ROWS, BLOCK);

        assertThat(Math.toDegrees(skew.radians())).isCloseTo(degrees, within(0.17));
    }

    @Test
    void isAsStrongAsTheStrokesAreDark() {
        double faint = Skew.estimate(strokes(1.5, 50), COLUMNS, ROWS, BLOCK).strength();
        double dark = Skew.estimate(strokes(1.5, 100), COLUMNS, ROWS, BLOCK).strength();
        double darkest = Skew.estimate(strokes(1.5, 200), COLUMNS, ROWS, BLOCK).strength();

        assertThat(dark / faint).isCloseTo(4, within(0.01));
        assertThat(darkest / dark).isCloseTo(4, within(0.01));
    }

    @Test
    void isNothingOfAnEmptyPage() {
        assertThat(Skew.estimate(new byte[ROWS * COLUMNS], COLUMNS, ROWS, BLOCK).strength())
                .isZero();
    }
}
