package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Point;

class AffineTest {
    private static final Affine SKEWED = new Affine(2, 0.5, 30, -0.25, 3, -7);

    private static void assertMaps(Affine map, double x, double y, double toX, double toY) {
        Point point = map.apply(x, y);
        assertThat(point.x).isCloseTo(toX, within(1e-9));
        assertThat(point.y).isCloseTo(toY, within(1e-9));
    }

    @Test
    void mapsByItsSixNumbers() {
        assertMaps(SKEWED, 4, 8, 2 * 4 + 0.5 * 8 + 30, -0.25 * 4 + 3 * 8 - 7);
        assertMaps(Affine.IDENTITY, 4, 8, 4, 8);
    }

    @Test
    void leadsBackByItsInverse() {
        Point there = SKEWED.apply(4, 8);

        assertMaps(SKEWED.inverse(), there.x, there.y, 4, 8);
        assertMaps(SKEWED.inverse().inverse(), 4, 8, there.x, there.y);
    }

    @Test
    void mapsByTheFirstBeforeTheNext() {
        Affine next = new Affine(0.5, -1, 2, 1.5, 0.75, 11);
        Point between = SKEWED.apply(4, 8);
        Point end = next.apply(between.x, between.y);

        assertMaps(SKEWED.then(next), 4, 8, end.x, end.y);
        assertMaps(SKEWED.then(SKEWED.inverse()), 4, 8, 4, 8);
    }

    @Test
    void movesWhatItMaps() {
        Point point = SKEWED.apply(4, 8);

        assertMaps(SKEWED.moved(3, -5), 4, 8, point.x + 3, point.y - 5);
    }

    @Test
    void enlargesFromCentreToCentre() {
        // The first of three pixels that became one: its centre is that of the middle one.
        assertMaps(Affine.enlarging(3, 2), 0, 0, 1, 0.5);
        assertMaps(Affine.enlarging(3, 2), 10, 10, 31, 20.5);
    }

    @Test
    void turnsClockwiseWhereYPointsDown() {
        assertMaps(Affine.rotation(Math.PI / 2), 1, 0, 0, 1);
        assertMaps(Affine.rotation(Math.PI / 6), 0, 2, -1, Math.sqrt(3));
    }

    /** The upper left pixel of a picture of 30 by 20, and its neighbour to the right. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 1, 0",
        "1, 19, 0, 19, 1",
        "2, 29, 19, 28, 19",
        "3, 0, 29, 0, 28",
        "4, 0, 0, 1, 0",
        "-1, 0, 29, 0, 28"
    })
    void quarterTurnsKeepThePictureInPlace(int turns, double x, double y, double besideX, double besideY) {
        Affine turned = Affine.quarterTurns(turns, 30, 20);

        assertMaps(turned, 0, 0, x, y);
        assertMaps(turned, 1, 0, besideX, besideY);
    }
}
