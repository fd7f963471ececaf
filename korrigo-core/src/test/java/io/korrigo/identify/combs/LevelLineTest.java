package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelLineTest {
    private static final LevelLine BENT = new LevelLine(100, 300, 200, new double[] {50, 0.1, 0.001}, 1, 40);

    @Test
    void followsItsCurveBetweenItsEnds() {
        assertThat(BENT.at(200)).isEqualTo(50);
        assertThat(BENT.at(250)).isCloseTo(50 + 5 + 2.5, within(1e-9));
        assertThat(BENT.at(300)).isCloseTo(50 + 10 + 10, within(1e-9));
        assertThat(BENT.length()).isEqualTo(200);
    }

    @Test
    void goesStraightOnBeyondThem() {
        assertThat(BENT.at(310)).isCloseTo(70 + 10 * (0.1 + 2 * 0.001 * 100), within(1e-9));
        assertThat(BENT.at(80)).isCloseTo(50 - 10 + 10 - 20 * (0.1 - 2 * 0.001 * 100), within(1e-9));
    }
}
