package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.korrigo.image.OpenCvLibrary;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class DateFitTest {
    private static final int WIDTH = 20;
    private static final int TOP = 50;
    private static final int BOTTOM = 80;
    private static final int LEFT = 100;
    private static final double WIDEST = 1.6;

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    private static void group(Mat page, int left, int count) {
        for (int i = 0; i < count; i++) {
            Point corner = new Point(left + i * WIDTH, TOP);
            Imgproc.rectangle(page, corner, new Point(corner.x + WIDTH, BOTTOM), new Scalar(40));
        }
    }

    /** What the best date is worth of boxes whose groups stand {@code gap} pixels apart. */
    private static double worth(int gap) {
        Mat page = new Mat(160, 600, CvType.CV_8UC1, new Scalar(245));
        group(page, LEFT, 2);
        group(page, LEFT + 2 * WIDTH + gap, 2);
        group(page, LEFT + 4 * WIDTH + 2 * gap, 4);
        LineBand band = new LineBand(LineMap.of(page), line(TOP), line(BOTTOM), BOTTOM - TOP, 1, 590);
        page.release();
        BoxChain date = new DateFit(band, new boolean[band.length()], WIDEST)
                .best(0, band.length(), WIDTH, 1, List.of((double) WIDTH), 0.25, DateFit.DAY_FIRST, -100);
        return date == null ? Double.NEGATIVE_INFINITY : date.score();
    }

    private static LevelLine line(int y) {
        return new LevelLine(0, 600, 300, new double[] {y, 0, 0}, 1, 30);
    }

    @Test
    void laysADateOverGroupsAsFarApartAsItMay() {
        assertThat(worth((int) (WIDEST * WIDTH))).isCloseTo(worth(10), offset(0.1));
    }

    @Test
    void laysNoWholeDateOverGroupsFartherApart() {
        assertThat(worth((int) (WIDEST * WIDTH) + 3)).isLessThan(worth(10) - 0.5);
    }
}
