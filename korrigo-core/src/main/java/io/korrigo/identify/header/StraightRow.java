package io.korrigo.identify.header;

import io.korrigo.identify.combs.Comb;
import io.korrigo.identify.combs.Comb.Box;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * One comb, cut out of the page upright and level at the page's own resolution, as ink above paper in grey levels.
 *
 * <p>The borders are found again here, to a fraction of a pixel: each upright one as the centre of the ink that a median
 * over the box's height leaves (a pen stroke seldom fills half a border), the level ones likewise, and a parabola
 * through all of a row stands in for those that are faint or hidden.
 *
 * <p><b>Threads:</b> one at a time; holds no native memory.
 */
final class StraightRow {
    /** In sides of a box, around the row: as much of a letter may stick out. */
    private static final double MARGIN = 0.38;
    /** In sides of a box: a border is at most so far from where the working picture has it. */
    private static final double SEARCH = 0.13;
    /** In sides of a box, from its borders: ink there is not the lines'. */
    private static final double INTERIOR = 0.14;
    /** Boxes larger than this are cut out smaller, in pixels: the character model sees less than half of them. */
    private static final double ENOUGH = 48;
    /** Of borders that are longer, every other pixel is enough for a median, in pixels. */
    private static final double LONG_BORDER = 42;

    /** How far off the fourth corner of a row without perspective may be, in pixels. */
    private static final double FLAT = 0.3;

    /** Of the pen's contrast: the end of a stroke, and more than a stain. */
    private static final double FAINTEST_STROKE = 0.25;
    /** In spreads of the paper's noise. */
    private static final double STROKE_ABOVE_NOISE = 3.5;
    /** Share of a box's inside that a character covers at least: a thin stroke has five times as much. */
    private static final double LEAST_INK = 0.006;
    /** Of empty boxes, so many share one measurement of their borders. */
    private static final int EVERY = 3;

    private final int width;
    private final int height;
    private final float[] ink;
    private final float[] scratch;
    private final double boxWidth;
    private final double boxHeight;
    private final int thinning;
    private final double[] lefts;
    private final double[] rights;
    private final double[] tops;
    private final double[] bottoms;
    private final double noise;
    private final BitSet written = new BitSet();
    private int[] measured = {};
    private final double[] toPage = new double[9];

    StraightRow(Mat page, Comb comb) {
        List<Box> boxes = comb.boxes();
        int count = boxes.size();
        double widths = 0;
        double heights = 0;
        for (Box box : boxes) {
            widths += box.width();
            heights += box.height();
        }
        double scale = Math.min(1, ENOUGH / Math.min(widths / count, heights / count));
        boxWidth = scale * widths / count;
        boxHeight = scale * heights / count;
        thinning = Math.min(boxWidth, boxHeight) > LONG_BORDER ? 2 : 1;
        Box first = boxes.get(0);
        Box last = boxes.get(count - 1);
        double length =
                scale * Math.hypot(last.topRight().x - first.topLeft().x, last.topRight().y - first.topLeft().y);
        double marginX = MARGIN * boxWidth;
        double marginY = MARGIN * boxHeight;
        width = (int) Math.ceil(length + 2 * marginX);
        height = (int) Math.ceil(boxHeight + 2 * marginY);
        lefts = new double[count];
        rights = new double[count];
        tops = new double[count];
        bottoms = new double[count];
        MatOfPoint2f from = new MatOfPoint2f(first.topLeft(), last.topRight(), last.bottomRight(), first.bottomLeft());
        MatOfPoint2f to = new MatOfPoint2f(
                new Point(marginX, marginY),
                new Point(marginX + length, marginY),
                new Point(marginX + length, marginY + boxHeight),
                new Point(marginX, marginY + boxHeight));
        Mat toStrip = Imgproc.getPerspectiveTransform(from, to);
        double[] matrix = new double[9];
        toStrip.get(0, 0, matrix);
        Mat strip = new Mat();
        Mat affine = affine(from, to);
        Size size = new Size(width, height);
        if (isNear(affine, last.bottomRight(), new Point(marginX + length, marginY + boxHeight))) {
            // takes two thirds of the time
            Imgproc.warpAffine(page, strip, affine, size, Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE, new Scalar(255));
        } else {
            Imgproc.warpPerspective(
                    page, strip, toStrip, size, Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE, new Scalar(255));
        }
        affine.release();
        byte[] grey = new byte[width * height];
        strip.get(0, 0, grey);
        strip.release();
        for (int i = 0; i < count; i++) {
            Point left = transform(matrix, boxes.get(i).topLeft());
            Point right = transform(matrix, boxes.get(i).topRight());
            Point low = transform(matrix, boxes.get(i).bottomRight());
            lefts[i] = left.x;
            rights[i] = right.x;
            tops[i] = (left.y + right.y) / 2;
            bottoms[i] = low.y;
        }
        Mat back = toStrip.inv();
        back.get(0, 0, toPage);
        back.release();
        toStrip.release();
        from.release();
        to.release();
        ink = InkOrPaper.abovePaper(grey, width, boxWidth);
        scratch = new float[Math.max(width, height)];
        noise = InkOrPaper.noise(ink);
    }

    /**
     * Finds out which boxes hold ink, and where exactly these and enough others are.
     *
     * @param pen typical ink of the pen in grey levels
     */
    void locate(double pen) {
        float faintest = (float) Math.max(FAINTEST_STROKE * pen, STROKE_ABOVE_NOISE * noise);
        for (int box = 0; box < lefts.length; box++) {
            written.set(box, isWritten(box, faintest));
        }
        measured = IntStream.range(0, lefts.length)
                .filter(box -> box % EVERY == 0
                        || written.get(box)
                        || written.get(box + 1)
                        || written.get(Math.max(0, box - 1)))
                .toArray();
        BorderFit fit = new BorderFit(measured, lefts, boxWidth, 2 * noise / Math.sqrt(boxHeight));
        int up = (int) Math.max(2, Math.round(SEARCH * boxHeight));
        fit.refine(tops, up, this::levelMedian);
        fit.refine(bottoms, up, this::levelMedian);
        int aside = (int) Math.max(2, Math.round(SEARCH * boxWidth));
        fit.refine(lefts, aside, this::uprightMedian);
        fit.refine(rights, aside, this::uprightMedian);
    }

    /** By three of the corners: both left ones and the upper right one. */
    private static Mat affine(MatOfPoint2f from, MatOfPoint2f to) {
        Point[] corners = from.toArray();
        Point[] targets = to.toArray();
        MatOfPoint2f three = new MatOfPoint2f(corners[0], corners[1], corners[3]);
        MatOfPoint2f theirs = new MatOfPoint2f(targets[0], targets[1], targets[3]);
        Mat affine = Imgproc.getAffineTransform(three, theirs);
        three.release();
        theirs.release();
        return affine;
    }

    /** Whether {@code affine} takes the point to the target but for a small part of a pixel. */
    private static boolean isNear(Mat affine, Point point, Point target) {
        double[] m = new double[6];
        affine.get(0, 0, m);
        double x = m[0] * point.x + m[1] * point.y + m[2];
        double y = m[3] * point.x + m[4] * point.y + m[5];
        return Math.hypot(x - target.x, y - target.y) < FLAT;
    }

    private boolean isWritten(int box, float faintest) {
        int fromX = Math.max(0, (int) (lefts[box] + INTERIOR * boxWidth));
        int toX = Math.min(width, (int) (rights[box] - INTERIOR * boxWidth));
        int fromY = Math.max(0, (int) (tops[box] + INTERIOR * boxHeight));
        int toY = Math.min(height, (int) (bottoms[box] - INTERIOR * boxHeight));
        double least = LEAST_INK * (toX - fromX) * (toY - fromY);
        int dark = 0;
        for (int y = fromY; y < toY && dark < least; y++) {
            for (int x = fromX; x < toX; x++) {
                dark += ink[y * width + x] > faintest ? 1 : 0;
            }
        }
        return dark >= least;
    }

    private static Point transform(double[] m, Point point) {
        double w = m[6] * point.x + m[7] * point.y + m[8];
        return new Point((m[0] * point.x + m[1] * point.y + m[2]) / w, (m[3] * point.x + m[4] * point.y + m[5]) / w);
    }

    private double levelMedian(int box, int y) {
        if (y < 0 || y >= height) {
            return 0;
        }
        int from = Math.max(0, Math.min(width - 1, (int) (lefts[box] + 0.12 * boxWidth)));
        int to = Math.min(width, (int) (rights[box] - 0.12 * boxWidth));
        int count = 0;
        for (int x = from; x < Math.max(from + 1, to); x += thinning) {
            scratch[count++] = ink[y * width + x];
        }
        return Median.of(scratch, count);
    }

    private double uprightMedian(int box, int x) {
        if (x < 0 || x >= width) {
            return 0;
        }
        int from = Math.max(0, Math.min(height - 1, (int) (tops[box] + 0.1 * boxHeight)));
        int to = Math.max(from + 1, Math.min(height, (int) (bottoms[box] - 0.1 * boxHeight)));
        int count = 0;
        for (int y = from; y < to; y += thinning) {
            scratch[count++] = ink[y * width + x];
        }
        return Median.of(scratch, count);
    }

    int boxes() {
        return lefts.length;
    }

    /** Boxes whose borders were looked for: those with ink, their neighbours, and some of the others. */
    int[] measured() {
        return measured;
    }

    /** Whether there is more in the box than paper and dust. */
    boolean isWritten(int box) {
        return written.get(box);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    double boxWidth() {
        return boxWidth;
    }

    double boxHeight() {
        return boxHeight;
    }

    double left(int box) {
        return lefts[box];
    }

    double right(int box) {
        return rights[box];
    }

    double top(int box) {
        return tops[box];
    }

    double bottom(int box) {
        return bottoms[box];
    }

    /** A box's place on the page, its borders as found here. */
    Box box(int box) {
        return new Box(
                transform(toPage, new Point(lefts[box], tops[box])),
                transform(toPage, new Point(rights[box], tops[box])),
                transform(toPage, new Point(rights[box], bottoms[box])),
                transform(toPage, new Point(lefts[box], bottoms[box])));
    }

    /** Standard deviation of blank paper, in grey levels. */
    double noise() {
        return noise;
    }

    /** Ink above paper in grey levels, row by row; negative where brighter. Shared, to be changed in place. */
    float[] ink() {
        return ink;
    }
}
