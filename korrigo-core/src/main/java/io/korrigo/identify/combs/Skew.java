package io.korrigo.identify.combs;

import java.util.Arrays;

/**
 * The slope of a page's level lines, and how strongly the page is made of such lines.
 *
 * <p>For every angle the evidence of level strokes is summed along lines of that angle; at the right one the sums are
 * most uneven (all ink in few lines), so the sum of their squares is largest. The page is judged in three upright
 * bands, so that perspective, which gives left and right different slopes, does not smear the peak.
 *
 * @param radians angle by which lines fall to the right; positive is clockwise
 * @param strength unevenness at that angle, comparable between the two axes of one page
 */
public record Skew(double radians, double strength) {
    /** Feeders turn a page by a degree or two, a hand by no more than this. */
    private static final double WIDEST = Math.toRadians(7);
    /** From coarse to fine, so that few angles are tried. Chosen on drawn pages, not measured. */
    private static final double COARSE_STEP = Math.toRadians(0.4);
    /** About a third of that. */
    private static final double MIDDLE_STEP = Math.toRadians(0.15);
    /** Over the length of the working picture, one pixel. */
    private static final double FINE_STEP = Math.toRadians(0.05);
    /** The page is taken in three columns, so that one with a picture or a fold doesn't decide. */
    private static final int BANDS = 3;

    /**
     * @param blocks evidence of level strokes, row by row, each value the mean over {@code blockWidth} pixels in a row
     * @param columns blocks in a row
     * @param rows pixel rows
     */
    static Skew estimate(byte[] blocks, int columns, int rows, double blockWidth) {
        Skew coarse = new Skew(0, -1);
        byte[] upright = byColumn(blocks, columns, rows);
        byte[] halves = halved(upright, columns, rows);
        for (double angle = -WIDEST; angle <= WIDEST; angle += COARSE_STEP) {
            coarse = coarse.orBetter(angle, halves, columns, rows / 2, blockWidth / 2);
        }
        Skew middle = new Skew(0, -1);
        for (int i = -2; i <= 2; i++) {
            middle = middle.orBetter(coarse.radians + i * MIDDLE_STEP, upright, columns, rows, blockWidth);
        }
        Skew best = middle;
        for (int i = -2; i <= 2; i++) {
            best = best.orBetter(middle.radians + i * FINE_STEP, upright, columns, rows, blockWidth);
        }
        return best;
    }

    private static byte[] byColumn(byte[] blocks, int columns, int rows) {
        byte[] upright = new byte[rows * columns];
        for (int column = 0; column < columns; column++) {
            for (int y = 0; y < rows; y++) {
                upright[column * rows + y] = blocks[y * columns + column];
            }
        }
        return upright;
    }

    private static byte[] halved(byte[] upright, int columns, int rows) {
        int half = rows / 2;
        byte[] halves = new byte[half * columns];
        for (int column = 0; column < columns; column++) {
            for (int y = 0; y < half; y++) {
                int at = column * rows + 2 * y;
                halves[column * half + y] = (byte) (((upright[at] & 0xFF) + (upright[at + 1] & 0xFF)) / 2);
            }
        }
        return halves;
    }

    /** @param upright the blocks column by column, each from the top */
    private Skew orBetter(double angle, byte[] upright, int columns, int rows, double blockWidth) {
        double slope = Math.tan(angle);
        double total = 0;
        int[] sums = new int[rows];
        for (int band = 0; band < BANDS; band++) {
            int from = band * columns / BANDS;
            int to = (band + 1) * columns / BANDS;
            Arrays.fill(sums, 0);
            for (int column = from; column < to; column++) {
                int shift = (int) Math.round((column - (from + to) / 2.0) * blockWidth * slope);
                int first = Math.max(0, -shift);
                int last = Math.min(rows, rows - shift);
                int at = column * rows + shift;
                for (int y = first; y < last; y++) {
                    sums[y] += upright[at + y] & 0xFF;
                }
            }
            total += unevenness(sums) / Math.max(1, to - from);
        }
        return total > strength ? new Skew(angle, total) : this;
    }

    private static double unevenness(int[] sums) {
        double squares = 0;
        double sum = 0;
        for (int value : sums) {
            sum += value;
            squares += (double) value * value;
        }
        return (squares - sum * sum / sums.length) / sums.length;
    }
}
