package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.image.OpenCvLibrary;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class LineTracerTest {
    private static final double THRESHOLD = 20;

    private final Mat page = new Mat(200, 800, CvType.CV_8UC1, new Scalar(245));

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void release() {
        page.release();
    }

    /** A line two pixels thick. */
    private void line(int from, int to, DoubleUnaryOperator height) {
        for (int x = from; x < to; x++) {
            int y = (int) Math.round(height.applyAsDouble(x));
            page.put(y, x, 30);
            page.put(y + 1, x, 30);
        }
    }

    private List<LevelLine> lines() {
        return new LineTracer(LineMap.of(page), THRESHOLD).trace();
    }

    @Test
    void tracesALineFromEndToEnd() {
        line(100, 500, x -> 80);

        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.left()).isCloseTo(100, within(6.0));
            assertThat(line.right()).isCloseTo(500, within(6.0));
            assertThat(line.at(300)).isCloseTo(80.5, within(0.6));
            assertThat(line.filled()).isGreaterThan(0.95);
            assertThat(line.strength()).isPositive();
        });
    }

    @Test
    void goesOnBehindAGapOfThirtyPixelsAndNotBehindOneOfFifty() {
        line(100, 300, x -> 60);
        line(330, 500, x -> 60);
        line(100, 300, x -> 140);
        line(350, 500, x -> 140);

        assertThat(lines()).extracting(line -> Math.round(line.at(250) / 10)).containsExactlyInAnyOrder(6L, 14L, 14L);
        assertThat(lines().get(0).length()).isCloseTo(400, within(12.0));
    }

    @Test
    void givesTheLongestFirst() {
        line(50, 150, x -> 40);
        line(50, 650, x -> 80);
        line(50, 350, x -> 120);

        assertThat(lines()).extracting(line -> Math.round(line.length() / 100)).containsExactly(6L, 3L, 1L);
    }

    @Test
    void followsALineThatFalls() {
        line(100, 700, x -> 60 + 0.05 * (x - 100));

        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.at(120)).isCloseTo(61.5, within(1.0));
            assertThat(line.at(680)).isCloseTo(89.5, within(1.0));
        });
    }

    @Test
    void followsALineThatBendsOnce() {
        line(100, 700, x -> 80 + (x - 400) * (x - 400) / 9000);

        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.at(110)).isCloseTo(89.8, within(1.0));
            assertThat(line.at(400)).isCloseTo(80.5, within(1.0));
            assertThat(line.at(690)).isCloseTo(89.8, within(1.0));
        });
    }

    @Test
    void cutsALineAtACorner() {
        line(100, 400, x -> 60 + 0.1 * (x - 100));
        line(400, 700, x -> 90 - 0.1 * (x - 400));

        List<LevelLine> lines = lines();

        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.at((line.left() + line.right()) / 2))
                        .isCloseTo(90.5 - 0.1 * Math.abs((line.left() + line.right()) / 2 - 400), within(1.5)));
    }

    @Test
    void takesNoShortStrokeForALine() {
        line(100, 122, x -> 80);

        assertThat(lines()).isEmpty();
    }

    @Test
    void keepsLinesApartThatLieEightPixelsFromEachOther() {
        line(100, 500, x -> 80);
        line(100, 500, x -> 88);

        assertThat(lines()).extracting(line -> Math.round(line.at(300))).containsExactlyInAnyOrder(81L, 89L);
    }
}
