package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.identify.combs.Comb;
import io.korrigo.image.OpenCvLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class StraightRowTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 44;

    @BeforeAll
    static void library() {
        OpenCvLibrary.load();
    }

    /** The first boxes' lines seen at odd places point out of the strip further along, where nothing is printed. */
    @ParameterizedTest
    @ValueSource(ints = {8, 10, 16, 24})
    void staysInsideWhereTheFirstBoxesLinesPointFarOff(int boxes) {
        for (int seed = 0; seed < 100; seed++) {
            Mat page = slopingLines(boxes, new Random(seed));

            assertThatCode(() ->
                            new CellCutter(page).cut(List.of(row(boxes)), 32).close())
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
            page.release();
        }
    }

    /** Of a page that lies askew below a camera: the lower right corner is off where three corners would put it. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.35, 0.5, 1, 3, 6})
    void hasItsLastCornerWithinAThirdOfAPixel(double off) {
        int boxes = 10;
        Mat page = new Mat(3 * HEIGHT, (boxes + 2) * WIDTH, CvType.CV_8UC1, new Scalar(250));
        double corner = 2 * HEIGHT + off;
        // everything below the corner's height is ink, right of the middle of the last box
        int edge = (int) Math.floor(corner);
        page.submat(edge + 1, page.rows(), 0, page.cols()).setTo(new Scalar(50));
        page.submat(edge, edge + 1, 0, page.cols()).setTo(new Scalar(50 + 200 * (corner - edge)));

        StraightRow row = new StraightRow(page, skewed(boxes, off));

        int x = (int) Math.round(row.right(boxes - 1)) - 1;
        assertThat(edgeBelow(row, x)).isCloseTo(row.bottom(boxes - 1), within(0.33));
        page.release();
    }

    private static Comb skewed(int count, double off) {
        List<Comb.Box> boxes = new ArrayList<>();
        for (Comb.Box box : row(count).boxes()) {
            double left = off * (box.topLeft().x / WIDTH - 1) / count;
            double right = off * (box.topRight().x / WIDTH - 1) / count;
            boxes.add(new Comb.Box(
                    box.topLeft(),
                    box.topRight(),
                    new Point(box.bottomRight().x, box.bottomRight().y + right),
                    new Point(box.bottomLeft().x, box.bottomLeft().y + left)));
        }
        return new Comb(boxes, List.of(count), 1, 0);
    }

    /** Where ink begins in a column, counted from its lower end, to a fraction of a pixel. */
    private static double edgeBelow(StraightRow row, int x) {
        double paper = row.ink()[x];
        double ink = row.ink()[(row.height() - 1) * row.width() + x];
        double dark = 0;
        for (int y = 0; y < row.height(); y++) {
            dark += (row.ink()[y * row.width() + x] - paper) / (ink - paper);
        }
        return row.height() - dark;
    }

    private static Mat slopingLines(int boxes, Random random) {
        Mat page = new Mat(3 * HEIGHT, (boxes + 2) * WIDTH, CvType.CV_8UC1, new Scalar(250));
        for (int box = 0; box < 1 + random.nextInt(3); box++) {
            double y = HEIGHT * (1 + random.nextDouble(-0.15, 0.15));
            Point from = new Point(WIDTH * (box + 1), y);
            Imgproc.line(page, from, new Point(from.x + WIDTH, y + random.nextDouble(-3, 3)), new Scalar(60), 2);
        }
        for (int box = 0; box < boxes; box++) {
            if (random.nextInt(3) == 0) {
                Point from = new Point(WIDTH * (box + 1.3), HEIGHT * 1.3);
                Imgproc.line(page, from, new Point(from.x + 12, from.y + 13), new Scalar(80), 2);
            }
        }
        return page;
    }

    private static Comb row(int count) {
        List<Comb.Box> boxes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            double left = WIDTH * i;
            boxes.add(new Comb.Box(
                    new Point(left, HEIGHT),
                    new Point(left + WIDTH, HEIGHT),
                    new Point(left + WIDTH, 2 * HEIGHT),
                    new Point(left, 2 * HEIGHT)));
        }
        return new Comb(boxes, List.of(count), 1, 0);
    }
}
