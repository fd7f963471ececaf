package io.korrigo.identify.combs;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Where a picture has thin level lines and thin upright lines, in grey levels of contrast.
 *
 * <p>A morphological black-hat across the line's direction leaves what is darker than the paper on both sides of it and
 * at most {@value #THICKEST} pixels thick: lines and pen strokes, no shadow, no dark border. The contrast is capped, so
 * that a pen stroke counts no more than a clear printed line.
 *
 * <p><b>Threads:</b> immutable; holds no native memory.
 */
public final class LineMap {
    /** Contrast from which a line is as good as any. */
    static final int CAP = 32;

    /** {@link #weakerHalves} are multiples of the inverse of this. */
    static final int WEAKER_HALF = 1 << 22;

    /** In pixels of the working picture: half a millimetre of print, and what the scan adds to it. */
    private static final int THICKEST = 4;
    /** In pixels: a level line is averaged over as much, a letter's stroke is shorter. */
    private static final int RUN = 25;
    /** In pixels, for where lines end. */
    private static final int SHORT_RUN = 5;
    /** Of the print's usual contrast: a line is seen where it is not quite half as dark. */
    private static final double LINE_SEEN = 0.45;
    /** Of the level noise: uprights of a band are averaged over more. Chosen on drawn pages, not measured. */
    private static final double QUIETER = 0.9;
    /** Steps in which a grey level is kept in a byte: 0 to 63 by quarters. */
    private static final int FINENESS = 4;

    private final int width;
    private final int height;
    private final byte[] level;
    private final byte[] levelDetail;
    /** Upright contrast summed above each row and one more, by column; row by row, since huge arrays burden the heap. */
    private final int[][] uprightSums;

    private final double levelNoise;
    private final double levelSpread;

    private LineMap(int width, int height, byte[] level, byte[] levelDetail, int[][] uprightSums) {
        this.width = width;
        this.height = height;
        this.level = level;
        this.levelDetail = levelDetail;
        this.uprightSums = uprightSums;
        int[] histogram = new int[256];
        for (byte value : level) {
            histogram[value & 0xFF]++;
        }
        this.levelNoise = percentile(histogram, 0.5);
        this.levelSpread = levelNoise - percentile(histogram, 0.1);
    }

    public static LineMap of(Mat grey) {
        Mat strokes = strokes(grey, new Size(1, THICKEST + 1));
        strokes.convertTo(strokes, -1, FINENESS);
        Mat blurred = new Mat();
        Imgproc.blur(strokes, blurred, new Size(SHORT_RUN, 1));
        byte[] levelDetail = bytes(blurred);
        Imgproc.blur(strokes, blurred, new Size(RUN, 1));
        byte[] level = bytes(blurred);
        blurred.release();
        strokes.release();
        Mat upright = strokes(grey, new Size(THICKEST + 1, 1));
        byte[] contrast = bytes(upright);
        upright.release();
        int width = grey.cols();
        int height = grey.rows();
        int[][] sums = new int[height + 1][width];
        for (int y = 0; y < height; y++) {
            int[] above = sums[y];
            int[] below = sums[y + 1];
            int row = y * width;
            for (int x = 0; x < width; x++) {
                below[x] = above[x] + contrast[row + x];
            }
        }
        return new LineMap(width, height, level, levelDetail, sums);
    }

    /** Skew of {@code grey}'s level lines. */
    public static Skew skew(Mat grey) {
        int block = 16;
        Mat strokes = strokes(grey, new Size(1, THICKEST + 1));
        strokes.convertTo(strokes, -1, 255.0 / CAP);
        Mat blocks = new Mat();
        int columns = Math.max(1, grey.cols() / block);
        // without the rest of a block at the right: whole factors are resized several times faster
        Mat whole = strokes.colRange(0, Math.min(grey.cols(), columns * block));
        Imgproc.resize(whole, blocks, new Size(columns, grey.rows()), 0, 0, Imgproc.INTER_AREA);
        byte[] values = bytes(blocks);
        whole.release();
        strokes.release();
        blocks.release();
        return Skew.estimate(values, columns, grey.rows(), Math.min(block, grey.cols()));
    }

    private static Mat strokes(Mat grey, Size across) {
        Mat kernel = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, across);
        Mat strokes = new Mat();
        Imgproc.morphologyEx(grey, strokes, Imgproc.MORPH_BLACKHAT, kernel);
        Core.min(strokes, new Scalar(CAP), strokes);
        kernel.release();
        return strokes;
    }

    private static byte[] bytes(Mat mat) {
        byte[] bytes = new byte[mat.rows() * mat.cols() * (int) CvType.ELEM_SIZE(mat.type())];
        mat.get(0, 0, bytes);
        return bytes;
    }

    /** The value below which {@code share} of the histogram lies, interpolated within its bin. */
    private static double percentile(int[] histogram, double share) {
        int total = 0;
        for (int count : histogram) {
            total += count;
        }
        double wanted = share * total;
        int seen = 0;
        for (int i = 0; i < histogram.length; i++) {
            if (seen + histogram[i] >= wanted) {
                return (i - 0.5 + (wanted - seen) / Math.max(1, histogram[i])) / FINENESS;
            }
            seen += histogram[i];
        }
        return 0;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Typical {@link #level} of paper without lines. */
    double levelNoise() {
        return levelNoise;
    }

    /** How far {@link #level} of paper varies: its median less its first decile. */
    double levelSpread() {
        return levelSpread;
    }

    /** Mean contrast, 0 to {@link #CAP}, of a level run of pixels around (x, y). */
    double level(int x, int y) {
        return (double) (level[y * width + x] & 0xFF) / FINENESS;
    }

    /** Whether a level line of contrast {@code print} can be seen in column {@code x} within a pixel of {@code y}. */
    boolean showsLine(int x, double y, double print) {
        int row = (int) Math.round(y);
        if (x < 0 || x >= width) {
            return false;
        }
        // a run too short to bridge the gap between two boxes
        double least = FINENESS * (levelNoise + LINE_SEEN * print);
        for (int near = Math.max(0, row - 1); near <= Math.min(height - 1, row + 1); near++) {
            if ((levelDetail[near * width + x] & 0xFF) >= least) {
                return true;
            }
        }
        return false;
    }

    /** Contrast above the paper's noise of a short level run around (x, y); 0 outside of the picture. */
    double detail(int x, int y) {
        return x < 0 || x >= width || y < 0 || y >= height
                ? 0
                : (levelDetail[y * width + x] & 0xFF) / (double) FINENESS - levelNoise;
    }

    /**
     * Contrast of an upright line in column {@code x} and its neighbours between two heights. Counts only the weaker half
     * of the height: a box's border spans all of it, a pen stroke seldom does.
     */
    double border(int x, double top, double bottom) {
        return weakerHalf(x, top, bottom) + 0.5 * (weakerHalf(x - 1, top, bottom) + weakerHalf(x + 1, top, bottom));
    }

    /** As {@link #border}, of one column without its neighbours. */
    double weakerHalf(int x, double top, double bottom) {
        return weakerHalf(x, quarters(top, bottom));
    }

    private double weakerHalf(int x, int[] rows) {
        double a = upright(x, rows[0], rows[1]);
        double b = upright(x, rows[1], rows[2]);
        double c = upright(x, rows[2], rows[3]);
        double d = upright(x, rows[3], rows[4]);
        return weakerTwo(a, b, c, d) / 2;
    }

    /**
     * As {@link #weakerHalf}, of {@code count} columns from {@code x} on, in multiples of 1 / {@value #WEAKER_HALF}, into
     * {@code values} from {@code at} on. In whole numbers, since a processor takes several columns at a time then.
     *
     * @param rows the {@link #quarters} between the lines in all of these columns
     */
    void weakerHalves(int x, int count, int[] rows, int[] values, int at) {
        boolean rising = rows[0] < rows[1] && rows[1] < rows[2] && rows[2] < rows[3] && rows[3] < rows[4];
        if (!rising || rows[0] < 0 || rows[4] > height || x < 0 || x + count > width) {
            for (int i = 0; i < count; i++) {
                values[at + i] = (int) (WEAKER_HALF * weakerHalf(x + i, rows));
            }
            return;
        }
        weakerHalves(
                x,
                count,
                new int[][] {
                    uprightSums[rows[0]],
                    uprightSums[rows[1]],
                    uprightSums[rows[2]],
                    uprightSums[rows[3]],
                    uprightSums[rows[4]]
                },
                new int[] {
                    WEAKER_HALF / 2 / (rows[1] - rows[0]),
                    WEAKER_HALF / 2 / (rows[2] - rows[1]),
                    WEAKER_HALF / 2 / (rows[3] - rows[2]),
                    WEAKER_HALF / 2 / (rows[4] - rows[3])
                },
                values,
                at);
    }

    private static void weakerHalves(int x, int count, int[][] sums, int[] shares, int[] values, int at) {
        int[] top = sums[0];
        int[] first = sums[1];
        int[] second = sums[2];
        int[] third = sums[3];
        int[] bottom = sums[4];
        int shareA = shares[0];
        int shareB = shares[1];
        int shareC = shares[2];
        int shareD = shares[3];
        for (int i = 0; i < count; i++) {
            int a = (first[x + i] - top[x + i]) * shareA;
            int b = (second[x + i] - first[x + i]) * shareB;
            int c = (third[x + i] - second[x + i]) * shareC;
            int d = (bottom[x + i] - third[x + i]) * shareD;
            int low = Math.min(a, b);
            int low2 = Math.min(c, d);
            int high = Math.min(Math.max(a, b), Math.max(c, d));
            values[at + i] = Math.min(low, low2) + Math.min(Math.max(low, low2), high);
        }
    }

    /** Rows that part the height between two lines into quarters, the lines themselves left out. */
    static int[] quarters(double top, double bottom) {
        double quarter = (bottom - top) / 4;
        return new int[] {
            (int) Math.round(top + 1),
            (int) Math.round(top + quarter),
            (int) Math.round(top + 2 * quarter),
            (int) Math.round(top + 3 * quarter),
            (int) Math.round(bottom - 1)
        };
    }

    /** Sum of the two smallest, none below 0: such numbers' bits compare like whole numbers, which is far quicker. */
    private static double weakerTwo(double a, double b, double c, double d) {
        long bitsA = Double.doubleToRawLongBits(a);
        long bitsB = Double.doubleToRawLongBits(b);
        long bitsC = Double.doubleToRawLongBits(c);
        long bitsD = Double.doubleToRawLongBits(d);
        long low = Math.min(bitsA, bitsB);
        long low2 = Math.min(bitsC, bitsD);
        long high = Math.min(Math.max(bitsA, bitsB), Math.max(bitsC, bitsD));
        long second = Math.min(Math.max(low, low2), high);
        return Double.longBitsToDouble(Math.min(low, low2)) + Double.longBitsToDouble(second);
    }

    /** Typical {@link #border} of paper without lines. */
    double uprightNoise() {
        return 2 * levelNoise * QUIETER;
    }

    /** Mean contrast, 0 to {@link #CAP}, of upright strokes in column {@code x} from row {@code from} to {@code to}. */
    double upright(int x, int from, int to) {
        int top = Math.max(0, Math.min(height, from));
        int bottom = Math.max(top, Math.min(height, to));
        if (x < 0 || x >= width || bottom == top) {
            return 0;
        }
        return (double) (uprightSums[bottom][x] - uprightSums[top][x]) / (bottom - top);
    }
}
