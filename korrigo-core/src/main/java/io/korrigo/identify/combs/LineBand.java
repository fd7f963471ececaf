package io.korrigo.identify.combs;

import io.korrigo.identify.combs.BoxChain.Span;
import io.korrigo.identify.combs.Comb.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Point;

/**
 * The band between two level lines, searched for boxes that stand side by side.
 *
 * <p>A box border spans the whole band, a pen stroke seldom does: a column's evidence is the mean of its two weakest
 * quarters. {@link BoxChains} finds chains of boxes in that evidence, {@link BoxChainRepair} completes them, and what is
 * left over decides here whether a chain is printed boxes: writing has strokes where no border is due, tables and squared
 * paper go on above and below.
 */
final class LineBand {
    /**
     * In grey levels of contrast: fainter borders may be the paper's or the JPEG's. Chosen on drawn pages, not
     * measured.
     */
    private static final double FAINTEST_BORDER = 2;
    /** In spreads of the band's columns: what a column of paper or writing doesn't reach. */
    private static final double BORDER_ABOVE_NOISE = 3;
    /** In grey levels: a darker pixel counts no more, so that a pen stroke in one part of a column is no border. */
    private static final double CLEAR_BORDER = 14;
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

    /** Combs in one band: two names and a number side by side. */
    private static final int MOST_COMBS = 3;
    /** Fewer boxes are no row: the shortest that a form has is half a date. */
    private static final int FEWEST_BOXES = 4;
    /**
     * Share of a comb's borders that are seen: with fewer, tables and writing may pass. Chosen on drawn pages, not
     * measured.
     */
    private static final double LEAST_SUPPORT = 0.65;
    /** Share of both level lines that is seen along the boxes. Chosen on drawn pages, not measured. */
    private static final double LEAST_LINES = 0.55;
    /** Share of borders seen from which writing may be dense in a date's few boxes. */
    private static final double SURE_SUPPORT = 0.9;
    /**
     * Dark columns a box where no border is due, in a date whose borders are seen. Chosen on drawn pages, not
     * measured.
     */
    private static final double MOST_CLUTTER_IN_DATE = 4;
    /** The same, elsewhere. Chosen on drawn pages, not measured. */
    private static final double MOST_CLUTTER = 2.5;
    /** In borders' worth a box, for each dark column in it. */
    private static final double CLUTTER_COST = 0.1;
    /**
     * Of the borders' greater reach, up or down: boxes end at both lines alike. Chosen on drawn pages, not measured.
     */
    private static final double LEAST_REACH = 0.4;
    /**
     * Of the boxes' own contrast: what goes on outside of the band is no comb's. Writing across squared paper hides up to
     * two thirds of it; beside rows of a form there was less, or white between. Chosen on drawn pages, not measured.
     */
    private static final double MOST_OUTSIDE = 0.35;
    /** Rows of boxes are parted by at least a row of pixels with so little of the borders' contrast... */
    private static final double WHITE = 0.25;
    /** ...and so little of the level line's... */
    private static final double LINE = 0.3;
    /** ...as close as this share of a box's height; contrast of lines is looked up so many pixels beside the border. */
    private static final double NEAR = 0.25;

    /** In pixels, to the side of a border: there a level line is seen without what crosses it. */
    private static final int OFF_BORDER = 4;

    private final LineMap map;
    private final LevelLine top;
    private final LevelLine bottom;
    private final int from;
    private final int length;
    private final double height;
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
        this.map = map;
        this.top = top;
        this.bottom = bottom;
        this.from = from;
        this.length = to - from;
        this.height = height;
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
            coveredAbove = covered(top);
            coveredBelow = covered(bottom);
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

    /** Combs in this band that do not overlap, best first. */
    List<Comb> combs() {
        List<Comb> found = new ArrayList<>();
        boolean[] used = new boolean[length];
        if (peaks(1, length - 2) <= FEWEST_BOXES) {
            return found;
        }
        for (int round = 0; round < MOST_COMBS; round++) {
            BoxChain best = BoxChains.best(this, used);
            if (best == null || best.size() < FEWEST_BOXES) {
                break;
            }
            for (BoxChain repaired : new BoxChainRepair(this, used).repaired(best)) {
                Comb comb = comb(repaired);
                if (comb != null) {
                    found.add(comb);
                }
                use(used, repaired);
            }
            use(used, best);
        }
        return found;
    }

    private void use(boolean[] used, BoxChain chain) {
        Arrays.fill(used, chain.first().left(), Math.min(length, chain.last().right() + 1), true);
    }

    /** Columns from {@code first} to {@code last} that look like a border. */
    private int peaks(int first, int last) {
        int peaks = 0;
        for (int i = Math.max(1, first); i <= Math.min(length - 2, last); i++) {
            peaks += isPeak(i, 0.5) ? 1 : 0;
        }
        return peaks;
    }

    /** The chain as a comb, or null when what it shows could as well be writing, a table or squared paper. */
    private @Nullable Comb comb(BoxChain chain) {
        List<Box> boxes = new ArrayList<>();
        double seen = 0;
        int count = 0;
        Span before = null;
        for (Span span : chain.boxes()) {
            if (before == null || before.right() != span.left()) {
                seen += borders[span.left()];
                count++;
            }
            seen += borders[span.right()];
            count++;
            boxes.add(box(span));
            before = span;
        }
        double support = seen / count;
        int others = peaks(chain.first().left() - 1, chain.last().right() + 1) - count;
        double clutter = (double) Math.max(0, others) / chain.size();
        List<Integer> groups = chain.groups();
        boolean date = groups.equals(List.of(2, 2, 4)) || groups.equals(List.of(4, 2, 2));
        double mostClutter = date && support > SURE_SUPPORT ? MOST_CLUTTER_IN_DATE : MOST_CLUTTER;
        double lines = lineShare(chain.first().left(), chain.last().right());
        if (support < LEAST_SUPPORT || clutter > mostClutter || lines < LEAST_LINES) {
            return null;
        }
        double most = MOST_OUTSIDE * spread(chain, 0.1, 0.9);
        boolean grid = goesOn(chain, most, -0.4, -0.2, -0.06) || goesOn(chain, most, 1.06, 1.2, 1.4);
        // borders that end before one of the lines belong to a lower row, not to these lines: a frame's, say
        double upper = spread(chain, 0.04, 0.22);
        double lower = spread(chain, 0.78, 0.96);
        boolean gaping = Math.min(upper, lower) < LEAST_REACH * Math.max(upper, lower)
                || parted(chain, top, 1)
                || parted(chain, bottom, -1);
        if (grid || gaping) {
            return null;
        }
        return new Comb(boxes, groups, support, chain.score() - CLUTTER_COST * clutter * chain.size());
    }

    /**
     * Whether the boxes' right borders go on between each two of these heights, close by and farther off: those of a row
     * of boxes above or below begin behind a gap.
     *
     * @param most contrast, summed over the boxes, that says nothing yet
     */
    private boolean goesOn(BoxChain chain, double most, double from, double middle, double to) {
        return spread(chain, from, middle) > most
                && spread(chain, middle, to) > most
                && !parted(chain, from < 0 ? top : bottom, from < 0 ? -1 : 1);
    }

    /**
     * Whether the boxes' right borders are broken by white close to {@code line}, be it a row of pixels: above the line
     * for {@code down} -1, below it for 1.
     */
    private boolean parted(BoxChain chain, LevelLine line, int down) {
        double noise = 1.5 * map.uprightNoise();
        double most = noise + WHITE * (spread(chain, 0.1, 0.9) / chain.size() - noise);
        for (int off = 1; off <= NEAR * height; off++) {
            double sum = 0;
            int count = 0;
            for (Span span : chain.boxes()) {
                int x = from + span.right();
                int y = (int) Math.round(line.at(x)) + down * off;
                // on the line itself no border stands out
                if (!onLine(x - OFF_BORDER, y, line) && !onLine(x + OFF_BORDER, y, line)) {
                    sum += spread(x, y);
                    count++;
                }
            }
            if (2 * count >= chain.size() && sum < most * count) {
                return true;
            }
        }
        return false;
    }

    private boolean onLine(int x, int y, LevelLine line) {
        return map.detail(x, y) >= LINE * line.strength();
    }

    private double spread(int x, int y) {
        double sum = 0;
        for (int dx = -1; dx <= 1; dx++) {
            sum += Math.min(CLEAR_BORDER, map.upright(x + dx, y, y + 1));
        }
        return sum;
    }

    private double spread(BoxChain chain, double fromShare, double toShare) {
        double sum = 0;
        for (Span span : chain.boxes()) {
            sum += spread(span.right(), fromShare, toShare);
        }
        return sum;
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

    /** Upright contrast around column {@code i} between two heights, 0 at the upper line and 1 at the lower one. */
    private double spread(int i, double fromShare, double toShare) {
        int x = from + i;
        double y = top.at(x);
        double h = bottom.at(x) - y;
        int upper = (int) Math.round(y + fromShare * h);
        int lower = (int) Math.round(y + toShare * h);
        double sum = 0;
        for (int dx = -1; dx <= 1; dx++) {
            sum += Math.min(CLEAR_BORDER, map.upright(x + dx, upper, lower));
        }
        return sum;
    }
}
