package io.korrigo.identify;

import static io.korrigo.identify.ChainSearch.BORDER_COST;
import static io.korrigo.identify.ChainSearch.GAP_COST;
import static io.korrigo.identify.ChainSearch.SMALLEST_GAP;
import static io.korrigo.identify.ChainSearch.WIDEST_GAP;

import io.korrigo.identify.Chain.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays the eight boxes of a date over a {@link Strip}, two, two and four (or four, two and two on a page held the other
 * way up), and says where they explain its borders and lines best.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class DateFit {
    private static final double SMALLEST_DATE_GAP = 0.28;
    private static final int BOXES = 8;
    /** Boxes of the first group from the left. */
    static final int DAY_FIRST = 2;

    static final int YEAR_FIRST = 4;
    /** Of the two borders of the first box. */
    private static final double LEAST_SEEN = 0.2;

    private final Strip strip;
    private final boolean[] used;
    private final double[] near;
    private final int[] lefts = new int[BOXES];
    private final int[] rights = new int[BOXES];

    /** @param used columns that belong to other boxes */
    DateFit(Strip strip, boolean[] used) {
        this.strip = strip;
        this.used = used;
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
     */
    @Nullable
    Chain best(int from, int to, double width, double filled, List<Double> steps, double least) {
        Chain upright = best(from, to, width, filled, steps, least, DAY_FIRST);
        Chain turned = best(from, to, width, filled, steps, least, YEAR_FIRST);
        return turned != null && (upright == null || turned.score() > upright.score()) ? turned : upright;
    }

    /** The same of one order of groups only: {@link #DAY_FIRST}, or {@link #YEAR_FIRST} on a page upside down. */
    @Nullable
    Chain best(int from, int to, double width, double filled, List<Double> steps, double least, int firstGroup) {
        double most = Double.NEGATIVE_INFINITY;
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
                for (int gap = (int) (SMALLEST_DATE_GAP * width); gap <= WIDEST_GAP * width; gap++) {
                    if (place(left, step, boxWidth, gap, firstGroup)) {
                        double worth = worth();
                        if (worth > most) {
                            most = worth;
                            best = spans();
                        }
                    }
                }
            }
        }
        return best.isEmpty() ? null : new Chain(best, most);
    }

    /** Lays the boxes out; false when they end outside of the strip or in another comb. */
    private boolean place(int left, double step, double boxWidth, int gap, int firstGroup) {
        for (int i = 0; i < BOXES; i++) {
            int gaps = firstGroup == 2 ? Math.min(2, i / 2) : Math.max(0, i / 2 - 1);
            double at = left + i * step + gaps * gap;
            lefts[i] = (int) Math.round(at);
            rights[i] = (int) Math.round(at + boxWidth);
        }
        int end = rights[BOXES - 1];
        return end < strip.length() - 1 && !used[end];
    }

    private List<Span> spans() {
        List<Span> spans = new ArrayList<>(BOXES);
        for (int i = 0; i < BOXES; i++) {
            spans.add(new Span(lefts[i], rights[i]));
        }
        return spans;
    }

    private double worth() {
        double worth = 0;
        for (int i = 0; i < BOXES; i++) {
            worth += i == 0 ? first(lefts[0], rights[0]) : next(lefts[i - 1], rights[i - 1], lefts[i], rights[i]);
        }
        return worth;
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
