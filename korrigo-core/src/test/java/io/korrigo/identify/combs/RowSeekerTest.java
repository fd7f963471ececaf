package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.combs.Comb.Box;
import io.korrigo.image.OpenCvLibrary;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Name rows of which one was found in full and the other from its seventh box on. */
class RowSeekerTest {
    private static final int WIDTH = 26;
    private static final int HEIGHT = 32;
    private static final int LEFT = 120;
    private static final int BOXES = 23;
    private static final int LOST = 6;
    private static final int LOWER = 120;

    private final Mat page = new Mat(300, 860, CvType.CV_8UC1, new Scalar(245));

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void release() {
        page.release();
    }

    private void line(Point from, Point to) {
        Imgproc.line(page, from, to, new Scalar(30));
    }

    /** Boxes whose corners are so high in each column. */
    private static List<Box> row(int first, IntUnaryOperator y) {
        return IntStream.range(first, BOXES)
                .mapToObj(i -> {
                    double left = LEFT + i * WIDTH;
                    double above = y.applyAsInt(i);
                    double next = y.applyAsInt(i + 1);
                    return new Box(
                            new Point(left, above),
                            new Point(left + WIDTH, next),
                            new Point(left + WIDTH, next + HEIGHT),
                            new Point(left, above + HEIGHT));
                })
                .toList();
    }

    private void drawn(List<Box> boxes) {
        for (Box box : boxes) {
            line(box.topLeft(), box.topRight());
            line(box.bottomLeft(), box.bottomRight());
            line(box.topLeft(), box.bottomLeft());
            line(box.topRight(), box.bottomRight());
        }
    }

    private static Comb comb(List<Box> boxes) {
        return new Comb(boxes, List.of(boxes.size()), 1, 0.4 * boxes.size());
    }

    /** What becomes of the row of which the first boxes were not found. */
    private Comb completed(IntUnaryOperator y) {
        drawn(row(0, x -> LOWER));
        List<Comb> rows = RowSeeker.complete(LineMap.of(page), List.of(comb(row(0, x -> LOWER)), comb(row(LOST, y))));
        return rows.get(1);
    }

    @Test
    void goesOnWithARowWhereItBends() {
        IntUnaryOperator bent = i -> 76 - Math.max(0, 2 * LOST - i);
        drawn(row(0, bent));

        Comb completed = completed(bent);

        assertThat(completed.size()).isEqualTo(BOXES);
        for (int i = 0; i < BOXES; i++) {
            assertThat(completed.boxes().get(i).topLeft().y)
                    .as("box %d", i)
                    .isBetween(bent.applyAsInt(i) - 2.0, bent.applyAsInt(i) + 2.0);
        }
    }

    @Test
    void goesOnWithARowCloseToItsSibling() {
        IntUnaryOperator close = i -> LOWER - HEIGHT - 3;
        drawn(row(0, close));

        assertThat(completed(close).size()).isEqualTo(BOXES);
    }

    @Test
    void leavesARowThatIsShorter() {
        IntUnaryOperator shorter = i -> 76;
        drawn(row(LOST, shorter));

        assertThat(completed(shorter).size()).isEqualTo(BOXES - LOST);
    }
}
