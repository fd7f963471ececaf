package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.combs.BoxChain.Span;
import io.korrigo.image.OpenCvLibrary;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Boxes that are open above, on a line; only the uprights of some are drawn in full. */
class BorderReachTest {
    private static final int LEFT = 200;
    private static final int WIDTH = 21;
    private static final int BOXES = 20;
    private static final int LINE = 120;
    private static final int HEIGHT = 51;

    private final Mat page = new Mat(300, 860, CvType.CV_8UC1, new Scalar(245));

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void release() {
        page.release();
    }

    private void uprights(int from, int to) {
        for (int i = 0; i <= BOXES; i++) {
            int x = LEFT + i * WIDTH;
            Imgproc.line(page, new Point(x, from), new Point(x, to), new Scalar(90));
        }
    }

    private boolean isGaping() {
        Imgproc.line(page, new Point(LEFT, LINE), new Point(LEFT + BOXES * WIDTH, LINE), new Scalar(150));
        LevelLine line =
                new LevelLine(LEFT, LEFT + BOXES * WIDTH, LEFT + BOXES * WIDTH / 2.0, new double[] {LINE}, 1, 95);
        BoxChain chain = new BoxChain(
                IntStream.range(0, BOXES)
                        .mapToObj(i -> new Span(i * WIDTH, (i + 1) * WIDTH))
                        .toList(),
                8);
        LineBand band = LineBand.open(LineMap.of(page), line, HEIGHT, LEFT, LEFT + BOXES * WIDTH + 2);
        return band.reach().isGaping(chain);
    }

    @Test
    void takesTheTeethOfTwoRowsForNoHighOnes() {
        uprights(LINE - 21, LINE);
        uprights(LINE - HEIGHT - 3, LINE - 33);

        assertThat(isGaping()).isTrue();
    }

    @Test
    void takesTeethThatAreUnbrokenForHighOnes() {
        uprights(LINE - HEIGHT - 3, LINE);

        assertThat(isGaping()).isFalse();
    }
}
