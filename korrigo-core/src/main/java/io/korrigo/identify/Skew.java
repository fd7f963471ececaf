package io.korrigo.identify;

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
record Skew(double radians, double strength) {
    private static final double WIDEST = Math.toRadians(7);
    private static final double COARSE_STEP = Math.toRadians(0.25);
    private static final double FINE_STEP = Math.toRadians(0.05);
    private static final int BANDS = 3;

    /**
     * @param blocks evidence of level strokes, row by row, each value the mean over {@code blockWidth} pixels in a row
     * @param columns blocks in a row
     * @param rows pixel rows
     */
    static Skew estimate(byte[] blocks, int columns, int rows, double blockWidth) {
        Skew best = new Skew(0, -1);
        for (double angle = -WIDEST; angle <= WIDEST; angle += COARSE_STEP) {
            best = best.orBetter(angle, blocks, columns, rows, blockWidth);
        }
        double middle = best.radians;
        for (double angle = middle - COARSE_STEP; angle <= middle + COARSE_STEP; angle += FINE_STEP) {
            best = best.orBetter(angle, blocks, columns, rows, blockWidth);
        }
        return best;
    }

    private Skew orBetter(double angle, byte[] blocks, int columns, int rows, double blockWidth) {
        double slope = Math.tan(angle);
        double total = 0;
        int[] sums = new int[rows];
        for (int band = 0; band < BANDS; band++) {
            int from = band * columns / BANDS;
            int to = (band + 1) * columns / BANDS;
            java.util.Arrays.fill(sums, 0);
            for (int column = from; column < to; column++) {
                int shift = (int) Math.round((column - (from + to) / 2.0) * blockWidth * slope);
                int first = Math.max(0, -shift);
                int last = Math.min(rows, rows - shift);
                for (int y = first; y < last; y++) {
                    sums[y] += blocks[(y + shift) * columns + column] & 0xFF;
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
