package io.korrigo.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.image.OpenCvLibrary;
import io.korrigo.scan.InkGlance.Said;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** A view of A3 at one pixel a millimetre. */
class InkGlanceTest {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 297;

    private final Mat view = new Mat(HEIGHT, WIDTH, CvType.CV_8U, new Scalar(230));

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    private void write(int left, int top, int letters, int darker) {
        for (int i = 0; i < letters; i++) {
            int x = left + i % 25 * 6;
            int y = top + i / 25 * 9;
            Scalar ink = new Scalar(230 - darker);
            Imgproc.line(view, new Point(x, y), new Point(x + 2, y + 3), ink);
            Imgproc.line(view, new Point(x + 2, y + 3), new Point(x + 4, y), ink);
        }
    }

    private InkGlance glance() {
        InkGlance glance = InkGlance.of(view);
        view.release();
        return glance;
    }

    @Test
    void saysOfEachHalfWhetherSomebodyWroteThere() {
        write(30, 60, 60, 100);

        InkGlance glance = glance();

        assertThat(glance.first()).isEqualTo(Said.WRITTEN);
        assertThat(glance.second()).isEqualTo(Said.BLANK);
        assertThat(glance.whole()).isEqualTo(Said.WRITTEN);
    }

    @Test
    void leavesItOpenWhereInkIsAsPaleAsOfAPencil() {
        write(30, 60, 60, 8);

        assertThat(glance().whole()).isEqualTo(Said.OPEN);
    }

    @Test
    void takesNothingForInkThatIsPalerThanAnyPencil() {
        write(30, 60, 60, 5);

        assertThat(glance().whole()).isEqualTo(Said.BLANK);
    }

    @Test
    void leavesItOpenWhereOnlyAFewLettersAre() {
        write(30, 60, 3, 100);

        assertThat(glance().first()).isEqualTo(Said.OPEN);
    }

    @Test
    void takesNoRulingForWriting() {
        for (int y = 40; y < HEIGHT; y += 8) {
            Imgproc.line(view, new Point(0, y), new Point(WIDTH, y), new Scalar(130));
        }
        for (int x = 40; x < WIDTH; x += 8) {
            Imgproc.line(view, new Point(x, 0), new Point(x, HEIGHT), new Scalar(130));
        }

        assertThat(glance().whole()).isEqualTo(Said.OPEN);
    }

    @Test
    void takesNoDustForWriting() {
        for (int i = 0; i < 200; i++) {
            view.put(30 + i * 37 % 230, 30 + i * 101 % 360, 60);
        }

        assertThat(glance().whole()).isEqualTo(Said.OPEN);
    }

    @Test
    void takesNoShadowForInk() {
        for (int x = 0; x < WIDTH; x++) {
            view.col(x).setTo(new Scalar(230 - x / 4.0));
        }

        assertThat(glance().whole()).isEqualTo(Said.BLANK);
    }

    @Test
    void leavesOutTheEdgesOfTheScanner() {
        view.submat(new Rect(0, 0, WIDTH, 10)).setTo(new Scalar(20));
        view.submat(new Rect(0, 0, 14, HEIGHT)).setTo(new Scalar(20));

        assertThat(glance().whole()).isEqualTo(Said.BLANK);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 206, 216})
    void seesAWideGapNearTheMiddle(int middle) {
        view.submat(new Rect(100, 100, middle - 4 - 100, 40)).setTo(new Scalar(120));
        view.submat(new Rect(middle + 4, 100, 60, 40)).setTo(new Scalar(120));

        assertThat(glance().fold()).isCloseTo(middle / (double) WIDTH, within(0.002));
    }

    @Test
    void seesNoGapWhereLettersAreNear() {
        for (int y = 40; y < 260; y += 9) {
            write(140, y, 25, 100);
        }

        assertThat(glance().fold()).isNaN();
    }

    @Test
    void saysNothingOfAPictureThatIsTooSmall() {
        Mat small = new Mat(200, 279, CvType.CV_8U, new Scalar(230));

        InkGlance glance = InkGlance.of(small);

        assertThat(glance.whole()).isEqualTo(Said.OPEN);
        assertThat(glance.fold()).isNaN();
        small.release();
    }
}
