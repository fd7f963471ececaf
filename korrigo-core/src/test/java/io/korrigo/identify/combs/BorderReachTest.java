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

/** Boxes that are open above, on a line, of which only the uprights of some are drawn in full; and squared paper. */
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
        LineBand band = LineBand.open(LineMap.of(page), line, HEIGHT, LEFT, LEFT + BOXES * WIDTH + 2);
        return band.reach().isGaping(row());
    }

    /** Whether a row of squares is one of squared paper, with words of so many boxes of four above and below its lines. */
    private boolean goesOn(int written) {
        Scalar faint = new Scalar(225);
        for (int i = -5; i <= BOXES + 5; i++) {
            int x = LEFT + i * WIDTH;
            Imgproc.line(page, new Point(x, 0), new Point(x, 299), faint);
        }
        for (int y = LINE - 3 * WIDTH; y < 300; y += WIDTH) {
            Imgproc.line(page, new Point(0, y), new Point(859, y), faint);
        }
        for (int line : new int[] {LINE - WIDTH - 5, LINE + 5}) {
            for (int i = 0; i < BOXES; i += 4) {
                Point from = new Point(LEFT + (i + 0.5) * WIDTH, line - 1);
                Point to = new Point(LEFT + (i + 0.5 + written) * WIDTH, line + 1);
                Imgproc.rectangle(page, from, to, new Scalar(20), -1);
            }
        }
        LevelLine bottom = new LevelLine(0, 859, 430, new double[] {LINE}, 1, 15);
        LineBand band =
                new LineBand(LineMap.of(page), bottom.raised(WIDTH), bottom, WIDTH, LEFT, LEFT + BOXES * WIDTH + 2);
        return band.reach().goesOn(row());
    }

    private static BoxChain row() {
        return new BoxChain(
                IntStream.range(0, BOXES)
                        .mapToObj(i -> new Span(i * WIDTH, (i + 1) * WIDTH))
                        .toList(),
                8);
    }

    @Test
    void seesThatTheLinesOfSquaredPaperGoOn() {
        assertThat(goesOn(0)).isTrue();
    }

    @Test
    void takesWordsCloseToALineForNoSecondLine() {
        assertThat(goesOn(2)).isTrue();
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
