package io.korrigo.identify.combs;

import io.korrigo.identify.combs.BoxChain.Span;
import io.korrigo.identify.combs.Comb.Box;
import java.util.Arrays;
import org.opencv.core.Point;

/**
 * The band between two level lines, column by column: how much each looks like a box's border, and whether it shows the
 * lines.
 *
 * <p>A box border spans the whole band, a pen stroke seldom does: a column's evidence is the mean of its two weakest
 * quarters. {@link BandCombs} finds rows of boxes in that evidence.
 */
final class LineBand {
    /**
     * In grey levels of contrast: fainter borders may be the paper's or the JPEG's. Chosen on drawn pages, not
     * measured.
     */
    private static final double FAINTEST_BORDER = 2;
    /** In spreads of the band's columns: what a column of paper or writing doesn't reach. */
    private static final double BORDER_ABOVE_NOISE = 3;
    /** Of the level lines' contrast: upright lines are printed as dark, and thinned a little by the scan. */
    private static final double LIKE_LINES = 0.75;
    /** So many times darker than the level lines, a column is a pen's. */
    private static final double DARKER_THAN_LINES = 2.5;
    /** In borders' worth, at most, of such a column: a border may lie below the stroke. */
    private static final double PEN_WORTH = 0.4;
    /** Of so many columns one is looked at for the noise; their order is what matters, not each. */
    private static final int SAMPLE = 5;
    /** Of a box at either end, in widths: lines reach a little beyond the last box of a row. */
    private static final double INSET = 0.16;

    /** So many columns share one height of the lines: over these few pixels no line falls by half a pixel. */
    private static final int RUN = 6;

    private final LineMap map;
    private final LevelLine top;
    private final LevelLine bottom;
    private final int from;
    private final int length;
    private final double height;
    private final boolean open;
    private final double[] borders;
    // running counts of the columns that show the upper line, the lower one, and each of them
    private int[] coveredAbove = {};
    private int[] coveredBelow = {};
    private int[] covered = {};

    /**
     * @param height of a box, where both lines were seen
     * @param from first column to search
     * @param to column behind the last
     */
    LineBand(LineMap map, LevelLine top, LevelLine bottom, double height, int from, int to) {
        this(map, top, bottom, height, from, to, false);
    }

    /**
     * The band of boxes of {@code height} that stand on a line and are open above, as the teeth of a comb.
     *
     * @param from first column to search
     * @param to column behind the last
     */
    static LineBand open(LineMap map, LevelLine bottom, double height, int from, int to) {
        return new LineBand(map, bottom.raised(height), bottom, height, from, to, true);
    }

    private LineBand(LineMap map, LevelLine top, LevelLine bottom, double height, int from, int to, boolean open) {
        this.map = map;
        this.top = top;
        this.bottom = bottom;
        this.from = from;
        this.length = to - from;
        this.height = height;
        this.open = open;
        this.borders = borders();
    }

    private double[] borders() {
        int[] halves = weakerHalves();
        double[] borders = new double[length];
        for (int i = 0; i < length; i++) {
            borders[i] = (2 * halves[i + 1] + halves[i] + halves[i + 2]) * (0.5 / LineMap.WEAKER_HALF);
        }
        double[] sorted = sample(borders);
        Arrays.sort(sorted);
        double noise = sorted[sorted.length / 2];
        double weakest = Math.max(FAINTEST_BORDER, BORDER_ABOVE_NOISE * (noise - sorted[sorted.length / 10]));
        double print = (top.strength() + bottom.strength()) / 2;
        double reference = Math.max(LIKE_LINES * print, weakest);
        for (int i = 0; i < length; i++) {
            double contrast = borders[i] - noise;
            // upright strokes far darker than the level lines are the pen's, not the form's
            double most = contrast > DARKER_THAN_LINES * print ? PEN_WORTH : 1;
            borders[i] = contrast <= 0 ? 0 : Math.min(most, contrast / reference);
        }
        return borders;
    }

    /** Of each column of the strip and one at either side. */
    private int[] weakerHalves() {
        int[] halves = new int[length + 2];
        int begin = 0;
        int[] rows = rows(0);
        for (int i = RUN; i < halves.length; i += RUN) {
            int[] next = rows(i);
            if (!Arrays.equals(rows, next)) {
                map.weakerHalves(from - 1 + begin, i - begin, rows, halves, begin);
                rows = next;
                begin = i;
            }
        }
        map.weakerHalves(from - 1 + begin, halves.length - begin, rows, halves, begin);
        return halves;
    }

    /** The quarters of the height in the run of columns whose first is {@code i} - 1. */
    private int[] rows(int i) {
        double middle = from + i - 1 + (Math.min(RUN, length + 2 - i) - 1) / 2.0;
        return LineMap.quarters(top.at(middle), bottom.at(middle));
    }

    /** Some of the values, evenly spread: enough for a median. */
    private double[] sample(double[] values) {
        double[] sample = new double[(length + SAMPLE - 1) / SAMPLE];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = values[i * SAMPLE];
        }
        return sample;
    }

    /** Counts the columns that show the lines, if that hasn't been done. */
    private void count() {
        if (covered.length == 0) {
            coveredBelow = covered(bottom);
            coveredAbove = open ? coveredBelow : covered(top);
            covered = new int[length + 1];
            Arrays.setAll(covered, i -> coveredAbove[i] + coveredBelow[i]);
        }
    }

    private int[] covered(LevelLine line) {
        int[] sums = new int[length + 1];
        for (int i = 0; i < length; i++) {
            sums[i + 1] = sums[i] + (shows(line, from + i) ? 1 : 0);
        }
        return sums;
    }

    private boolean shows(LevelLine line, int x) {
        return map.showsLine(x, line.at(x), line.strength());
    }

    int length() {
        return length;
    }

    /** Of a box, in columns. */
    double height() {
        return height;
    }

    /** How much column {@code i} looks like a box's border, 0 to 1. */
    double border(int i) {
        return borders[i];
    }

    /** Whether column {@code i}, not at an end of the strip, is the best border near, and better than {@code least}. */
    boolean isPeak(int i, double least) {
        return borders[i] > least && borders[i] >= borders[i - 1] && borders[i] > borders[i + 1];
    }

    /** The column that looks most like a border at most {@code reach} from column {@code i}. */
    int strongest(int i, int reach) {
        int best = i;
        for (int near = i - reach; near <= i + reach; near++) {
            best = borders[near] > borders[best] + 0.05 ? near : best;
        }
        return best;
    }

    /** Share of the columns of a box in which its upper and lower lines are seen, 0 to 1. */
    double lineShare(Span box) {
        return lineShare(box.left(), box.right());
    }

    /** The same between two columns. */
    double lineShare(int left, int right) {
        count();
        return share(covered, left, right) / 2;
    }

    /** Share of the columns well inside a box that show the fainter of its lines, 0 to 1. */
    double fainterLine(Span box) {
        int inset = (int) Math.ceil(INSET * (box.right() - box.left()));
        int left = Math.max(0, box.left() + inset);
        int right = Math.min(length, box.right() - inset);
        count();
        return right <= left ? 0 : Math.min(share(coveredAbove, left, right), share(coveredBelow, left, right));
    }

    private static double share(int[] sums, int left, int right) {
        return (double) (sums[right] - sums[left]) / (right - left);
    }

    /** Columns from {@code first} to {@code last} that look like a border. */
    int peaks(int first, int last) {
        int peaks = 0;
        for (int i = Math.max(1, first); i <= Math.min(length - 2, last); i++) {
            peaks += isPeak(i, 0.5) ? 1 : 0;
        }
        return peaks;
    }

    /** Where a span of this strip lies in the picture. */
    Box box(Span span) {
        double left = from + span.left();
        double right = from + span.right();
        return new Box(corner(top, left), corner(top, right), corner(bottom, right), corner(bottom, left));
    }

    private static Point corner(LevelLine line, double x) {
        return new Point(x, line.at(x));
    }

    /** Where upright strokes of this band end. */
    BorderReach reach() {
        return new BorderReach(map, top, bottom, from, height, open);
    }
}
