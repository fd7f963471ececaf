package io.korrigo.identify.combs;

import static io.korrigo.identify.combs.BoxChains.BORDER_COST;
import static io.korrigo.identify.combs.BoxChains.GAP_COST;
import static io.korrigo.identify.combs.BoxChains.SMALLEST_GAP;
import static io.korrigo.identify.combs.BoxChains.WIDEST_GAP;

import io.korrigo.identify.combs.BoxChain.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays the eight boxes of a date over a {@link LineBand}, two, two and four (or four, two and two on a page held the other
 * way up), and says where they explain its borders and lines best.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class DateFit {
    /** In widths of a box: nothing narrower separates the groups of a date. */
    private static final double SMALLEST_DATE_GAP = 0.28;
    /** Two for the day, two for the month, four for the year. */
    private static final int BOXES = 8;
    /** Boxes of the first group from the left. */
    static final int DAY_FIRST = 2;

    /** Boxes of the first group on a page that is held upside down. */
    static final int YEAR_FIRST = 4;
    /** Of the two borders of the first box. */
    private static final double LEAST_SEEN = 0.2;
    /** What a box with all that can be seen of it adds, its left border shared with the box before. */
    private static final double WHOLE_BOX = 1 - BORDER_COST;
    /** More than sums of these few numbers lose by rounding. */
    private static final double ROUNDING = 1e-6;

    private final LineBand strip;
    private final boolean[] used;
    private final double widestGap;
    private final double[] near;
    private final int[] lefts = new int[BOXES];
    private final int[] rights = new int[BOXES];

    /** @param used columns that belong to other boxes */
    DateFit(LineBand strip, boolean[] used) {
        this(strip, used, WIDEST_GAP);
    }

    /** @param widestGap between two groups of the date, in widths of a box */
    DateFit(LineBand strip, boolean[] used, double widestGap) {
        this.strip = strip;
        this.used = used;
        this.widestGap = widestGap;
        near = new double[strip.length()];
        for (int column = 1; column < near.length - 1; column++) {
            near[column] = strip.border(strip.strongest(column, 1));
        }
    }

    /**
     * The best date that begins at a peak from column {@code from} to {@code to}, or null when none has room.
     *
     * @param width of a box where boxes are joined
     * @param filled share of a step that a box takes where boxes stand apart
     * @param steps from one box to the next, in columns
     * @param least how much of a border a peak must be, 0 to 1
     * @param floor what a date has to be worth more than
     */
    @Nullable
    BoxChain best(int from, int to, double width, double filled, List<Double> steps, double least, double floor) {
        BoxChain upright = best(from, to, width, filled, steps, least, DAY_FIRST, floor);
        double more = upright == null ? floor : upright.score();
        BoxChain turned = best(from, to, width, filled, steps, least, YEAR_FIRST, more);
        return turned == null ? upright : turned;
    }

    /** The same of one order of groups only: {@link #DAY_FIRST}, or {@link #YEAR_FIRST} on a page upside down. */
    @Nullable
    BoxChain best(
            int from,
            int to,
            double width,
            double filled,
            List<Double> steps,
            double least,
            int firstGroup,
            double floor) {
        double most = floor;
        List<Span> best = List.of();
        for (int left = Math.max(1, from); left <= Math.min(strip.length() - 2, to); left++) {
            if (!strip.isPeak(left, least) || used[left]) {
                continue;
            }
            for (double step : steps) {
                boolean apart = step >= width + SMALLEST_GAP;
                double boxWidth = apart ? Math.min(width, filled * step) : step;
                if (border((int) Math.round(left + boxWidth)) + near[left] < LEAST_SEEN) {
                    continue;
                }
                for (int gap = (int) (SMALLEST_DATE_GAP * width); gap <= widestGap * width; gap++) {
                    double worth = worth(left, step, boxWidth, gap, firstGroup, most);
                    if (worth > most) {
                        most = worth;
                        best = spans();
                    }
                }
            }
        }
        return best.isEmpty() ? null : new BoxChain(best, most);
    }

    /**
     * Lays the boxes out from column {@code left} and says what they are worth; something less than {@code most} where
     * they can't be worth more, or end outside of the strip or in another comb.
     */
    private double worth(int left, double step, double boxWidth, int gap, int firstGroup, double most) {
        int end = place(BOXES - 1, left, step, boxWidth, gap, firstGroup);
        if (end >= strip.length() - 1 || used[end]) {
            return Double.NEGATIVE_INFINITY;
        }
        place(0, left, step, boxWidth, gap, firstGroup);
        double worth = first(lefts[0], rights[0]);
        boolean joined = step - boxWidth < SMALLEST_DATE_GAP;
        double box = joined ? WHOLE_BOX : WHOLE_BOX + WHOLE_BOX - GAP_COST;
        for (int i = 1; i < BOXES; i++) {
            double atMost = worth + (BOXES - i) * box + (joined ? 2 * (WHOLE_BOX - GAP_COST) : 0) + ROUNDING;
            if (atMost <= most) {
                return Double.NEGATIVE_INFINITY;
            }
            place(i, left, step, boxWidth, gap, firstGroup);
            worth += next(lefts[i - 1], rights[i - 1], lefts[i], rights[i]);
        }
        return worth;
    }

    /** Lays one box out; its right border. */
    private int place(int box, int left, double step, double boxWidth, int gap, int firstGroup) {
        int gaps = firstGroup == 2 ? Math.min(2, box / 2) : Math.max(0, box / 2 - 1);
        double at = left + box * step + gaps * gap;
        lefts[box] = (int) Math.round(at);
        rights[box] = (int) Math.round(at + boxWidth);
        return rights[box];
    }

    private List<Span> spans() {
        List<Span> spans = new ArrayList<>(BOXES);
        for (int i = 0; i < BOXES; i++) {
            spans.add(new Span(lefts[i], rights[i]));
        }
        return spans;
    }

    /** What the search would have given these boxes, lines that bridge a gap counted in full. */
    double worth(List<Span> boxes) {
        double worth = 0;
        Span before = null;
        for (Span box : boxes) {
            worth += before == null
                    ? first(box.left(), box.right())
                    : next(before.left(), before.right(), box.left(), box.right());
            before = box;
        }
        return worth;
    }

    private double first(int left, int right) {
        return border(left) - BORDER_COST + box(left, right);
    }

    private double next(int leftBefore, int rightBefore, int left, int right) {
        int gap = left - rightBefore;
        if (gap <= 1) {
            return box(left, right);
        }
        double bridged = strip.lineShare(rightBefore, left) * gap / (rightBefore - leftBefore);
        return border(left) - BORDER_COST - GAP_COST - bridged + box(left, right);
    }

    private double box(int left, int right) {
        return border(right) - BORDER_COST - (1 - strip.lineShare(left, right));
    }

    private double border(int column) {
        return column < 1 || column >= near.length - 1 ? 0 : near[column];
    }
}
