package io.korrigo.identify;

import static io.korrigo.identify.ChainSearch.BORDER_COST;
import static io.korrigo.identify.ChainSearch.GAP_COST;
import static io.korrigo.identify.ChainSearch.SMALLEST_GAP;
import static io.korrigo.identify.ChainSearch.WIDEST_GAP;

import io.korrigo.identify.Chain.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a chain the boxes that a form would have where print failed or pen strokes misled the search. */
final class ChainRepair {
    private static final int FEWEST_BOXES = 4;
    private static final double SEEN = 0.5;
    private static final double LEAST_SURE = 0.6;
    private static final double OFF_STEP = 0.22;
    private static final double LEAST_FURTHER = 1.0;
    private static final double MOST_MISSING = 2.5;
    private static final double LEAST_WORTH_OF_DATE = 0.5;
    private static final int MOST_DATE_BOXES = 11;
    private static final double SMALLEST_DATE_GAP = 0.28;
    private static final double WIDEST_DATE_STEP = 1.35;

    private final Strip strip;
    private final boolean[] used;

    ChainRepair(Strip strip, boolean[] used) {
        this.strip = strip;
        this.used = used;
    }

    /** The chain made regular, carried on at its ends, and fitted as a date where that explains more. */
    Chain repaired(Chain chain) {
        return chain.size() < FEWEST_BOXES ? chain : asDate(extended(regular(chain)));
    }

    /**
     * The chain with equal steps, where all of its well seen boxes agree on one: boxes that were taken amiss or not at
     * all get the place that the others leave them. A date's groups do not agree.
     */
    private Chain regular(Chain chain) {
        List<Span> sure = chain.boxes().stream()
                .filter(box -> strip.border(box.left()) > SEEN && strip.border(box.right()) > SEEN)
                .toList();
        if (sure.size() < FEWEST_BOXES || sure.size() < LEAST_SURE * chain.size()) {
            return chain;
        }
        double step = chain.step();
        List<Span> boxes = new ArrayList<>();
        boxes.add(sure.get(0));
        for (Span box : sure.subList(1, sure.size())) {
            Span last = boxes.get(boxes.size() - 1);
            int distance = box.left() - last.left();
            long steps = Math.round(distance / step);
            if (steps < 1 || Math.abs(distance / step - steps) > OFF_STEP) {
                return chain;
            }
            for (int k = 1; k < steps; k++) {
                boxes.add(last.moved((int) Math.round((double) k * distance / steps)));
            }
            boxes.add(box);
        }
        return new Chain(boxes, chain.score());
    }

    /**
     * The chain with further boxes at its ends, as far as what is seen of borders and level lines outweighs what is
     * missing: print may fail for a few boxes and go on behind them.
     */
    private Chain extended(Chain chain) {
        double step = chain.step();
        List<Span> boxes = new ArrayList<>(chain.boxes());
        boxes.addAll(further(chain.last(), step));
        for (Span box : further(chain.first(), -step)) {
            boxes.add(0, box);
        }
        return new Chain(boxes, chain.score());
    }

    private List<Span> further(Span end, double step) {
        List<Span> boxes = new ArrayList<>();
        double left = end.left();
        double right = end.right();
        double worth = 0;
        double best = 0;
        int kept = 0;
        while (worth >= best - MOST_MISSING) {
            left += step;
            right += step;
            double outer = step > 0 ? right : left;
            int expected = (int) Math.round(outer);
            if (expected < 2 || expected >= strip.length() - 2 || used[expected]) {
                break;
            }
            int border = strip.strongest(expected, 2);
            if (strip.border(border) > SEEN) {
                left += border - outer;
                right += border - outer;
            }
            Span box = new Span((int) Math.round(left), (int) Math.round(right));
            boxes.add(box);
            double lines = box.left() >= 0 && box.right() < strip.length() ? strip.lineShare(box) : 0;
            worth += strip.border(border) + lines - LEAST_FURTHER;
            if (worth > best) {
                best = worth;
                kept = boxes.size();
            }
        }
        return boxes.subList(0, kept);
    }

    /**
     * The boxes of a date (two, two and four, or four, two and two on a page held the other way up) that lie about where
     * the chain is, if they explain the borders and lines there better than the chain does.
     */
    private Chain asDate(Chain chain) {
        double worth = worth(chain.boxes());
        if (chain.size() > MOST_DATE_BOXES || worth < LEAST_WORTH_OF_DATE) {
            return chain;
        }
        Chain best = new Chain(chain.boxes(), worth);
        int width = chain.width();
        int from = (int) Math.max(1, chain.first().left() - 5.5 * width);
        int to = (int) Math.min(strip.length() - 2.0, chain.first().left() + 4.5 * width);
        for (double step : dateSteps(chain, width)) {
            for (int left = from; left <= to; left++) {
                if (strip.isPeak(left, 0.4) && !used[left]) {
                    Chain date = bestDate(left, width, step);
                    best = date != null && date.score() > best.score() ? date : best;
                }
            }
        }
        return best;
    }

    private @Nullable Chain bestDate(int left, int width, double step) {
        Chain best = null;
        for (int gap = (int) (SMALLEST_DATE_GAP * width); gap <= WIDEST_GAP * width; gap++) {
            for (int firstGroup : new int[] {2, 4}) {
                List<Span> date = date(left, width, step, gap, firstGroup);
                int end = date.get(date.size() - 1).right();
                if (end < strip.length() - 1 && !used[end]) {
                    double worth = worth(date);
                    best = best == null || worth > best.score() ? new Chain(date, worth) : best;
                }
            }
        }
        return best;
    }

    /** Steps that neighbours in the chain take: the boxes' width where they are joined, more where they stand apart. */
    private static List<Double> dateSteps(Chain chain, int width) {
        List<Double> steps = new ArrayList<>();
        for (double step = width - 1.0; step <= width + 1; step += 0.5) {
            steps.add(step);
        }
        for (int i = 1; i < chain.size(); i++) {
            double step = chain.boxes().get(i).left() - chain.boxes().get(i - 1).left();
            if (step >= width + SMALLEST_GAP && step < WIDEST_DATE_STEP * width && !steps.contains(step)) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** Boxes in groups of two, two, four; or of {@code firstGroup} four, two, two. */
    private static List<Span> date(int left, int width, double step, int gap, int firstGroup) {
        List<Span> boxes = new ArrayList<>(8);
        boolean apart = step >= width + SMALLEST_GAP;
        for (int i = 0; i < 8; i++) {
            int gaps = firstGroup == 2 ? Math.min(2, i / 2) : Math.max(0, i / 2 - 1);
            double at = left + i * step + gaps * gap;
            boxes.add(new Span((int) Math.round(at), (int) Math.round(at + (apart ? width : step))));
        }
        return boxes;
    }

    /** What the search would have given these boxes, lines that bridge a gap counted in full. */
    private double worth(List<Span> boxes) {
        double worth = 0;
        Span before = null;
        for (Span box : boxes) {
            int gap = before == null ? 0 : box.left() - before.right();
            if (before == null || gap > 1) {
                worth += near(box.left()) - BORDER_COST;
            }
            if (before != null && gap > 1) {
                double bridged = strip.lineShare(before.right(), box.left()) * gap / (before.right() - before.left());
                worth -= GAP_COST + bridged;
            }
            worth += near(box.right()) - BORDER_COST - (1 - strip.lineShare(box));
            before = box;
        }
        return worth;
    }

    private double near(int column) {
        return column < 1 || column >= strip.length() - 1 ? 0 : strip.border(strip.strongest(column, 1));
    }
}
