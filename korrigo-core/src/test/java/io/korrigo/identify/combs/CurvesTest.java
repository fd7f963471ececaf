package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurvesTest {
    private static final double MIDDLE = 50;
    private static final double[] FOURTH = {3, -0.5, 0.02, 0.001, -0.00003};

    private static double[] across() {
        return IntStream.rangeClosed(0, 20).mapToDouble(i -> 5 * i).toArray();
    }

    private static double[] heights(double... curve) {
        return IntStream.rangeClosed(0, 20)
                .mapToDouble(i -> Curves.at(curve, 5 * i - MIDDLE))
                .toArray();
    }

    @Test
    void followsAPolynomialAndItsSlope() {
        assertThat(Curves.at(FOURTH, 10)).isCloseTo(3 - 5 + 2 + 1 - 0.3, within(1e-9));
        assertThat(Curves.slope(FOURTH, 10)).isCloseTo(-0.5 + 0.4 + 0.3 - 0.12, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void findsTheCurveThatThePointsLieOn(int degree) {
        double[] curve = new double[Math.max(3, degree + 1)];
        System.arraycopy(FOURTH, 0, curve, 0, degree + 1);

        double[] found = Curves.fit(across(), heights(curve), 0, 21, MIDDLE, degree);

        assertThat(found).containsExactly(curve, within(1e-6));
    }

    @Test
    void liesBetweenPointsThatContradictEachOther() {
        double[] found = Curves.fit(new double[] {0, 10, 0, 10}, new double[] {1, 5, 3, 9}, 0, 4, 5, 1);

        assertThat(Curves.at(found, -5)).isCloseTo(2, within(1e-9));
        assertThat(Curves.at(found, 5)).isCloseTo(7, within(1e-9));
    }

    @Test
    void goesByTheWeightsOfThePoints() {
        double[] found = Curves.fit(new double[] {0, 10}, new double[] {0, 8}, new double[] {1, 3}, 5, 0);

        assertThat(found[0]).isCloseTo(6, within(1e-9));
    }

    @Test
    void leavesOutPointsBeforeAndBehind() {
        double[] heights = heights(3, -0.5, 0);
        heights[0] = 1000;
        heights[20] = -1000;

        assertThat(Curves.fit(across(), heights, 1, 20, MIDDLE, 1))
                .containsExactly(new double[] {3, -0.5, 0}, within(1e-6));
    }

    @Test
    void isLevelWhereAllPointsLieInOnePlace() {
        double[] found = Curves.fit(new double[] {50, 50, 50}, new double[] {4, 5, 6}, 0, 3, MIDDLE, 2);

        assertThat(found).containsExactly(new double[] {5, 0, 0}, within(1e-9));
    }
}
