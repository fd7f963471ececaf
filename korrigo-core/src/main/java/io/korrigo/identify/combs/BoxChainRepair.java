package io.korrigo.identify.combs;

import static io.korrigo.identify.combs.BoxChains.SMALLEST_GAP;

import io.korrigo.identify.combs.BoxChain.Span;
import java.util.ArrayList;
import java.util.List;

/** Gives a chain the boxes that a form would have where print failed or pen strokes misled the search. */
final class BoxChainRepair {
    /** Fewer boxes are no row: the shortest that a form has is half a date. */
    private static final int FEWEST_BOXES = 4;
    /**
     * In borders' worth, where 1 is a border as dark as the band's lines: half of that is more than a pen's edge
     * leaves.
     */
    private static final double SEEN = 0.5;
    /** Share of the boxes whose borders must be seen before the others are moved to where these leave them. */
    private static final double LEAST_SURE = 0.6;
    /** In steps: a distance this far from a whole number of steps is not one of the same row. */
    private static final double OFF_STEP = 0.22;
    /** One well seen box in so many may be a pen stroke's. */
    private static final int SURE_TO_ERRING = 8;

    /** In borders' worth: a box is worth carrying on to if border and lines together show as much as one border. */
    private static final double LEAST_FURTHER = 1.0;
    /** In borders' worth: print may fail for two boxes and go on behind them. */
    private static final double MOST_MISSING = 2.5;
    /** In borders' worth: less than half a border, and the date explains nothing. */
    private static final double LEAST_WORTH_OF_DATE = 0.5;
    /** A date has eight boxes; a chain may have taken three more for its gaps and neighbours. */
    private static final int MOST_DATE_BOXES = 11;
    /** In widths of a box: joined boxes step by one, boxes that stand apart by a third more at most. */
    private static final double WIDEST_DATE_STEP = 1.35;

    private final LineBand strip;
    private final boolean[] used;

    BoxChainRepair(LineBand strip, boolean[] used) {
        this.strip = strip;
        this.used = used;
    }

    /**
     * The chain made regular, carried on at its ends, parted where the form has no boxes, and fitted as a date where that
     * explains more: one chain or several from left to right, none shorter than a row of boxes.
     */
    List<BoxChain> repaired(BoxChain chain) {
        BoxChain whole = extended(regular(chain));
        List<BoxChain> parts = new BoxChainParts(strip::fainterLine).of(whole);
        DateFit fit = new DateFit(strip, used);
        return parts.stream()
                .filter(part -> part.size() >= FEWEST_BOXES)
                .map(part -> isAll(part, whole) ? whole : new BoxChain(part.boxes(), fit.worth(part.boxes())))
                .map(part -> asDate(part, fit))
                .toList();
    }

    /** Whether a part is the whole; it has no other boxes. Records' own comparison takes 30 ms to be made at a start. */
    private static boolean isAll(BoxChain part, BoxChain whole) {
        return part.size() == whole.size() && part.score() == whole.score();
    }

    /**
     * The chain with equal steps, where nearly all of its well seen boxes agree on one: boxes that were taken amiss or
     * not at all get the place that the others leave them. A date's groups agree only where its gaps are as wide as a box.
     */
    private BoxChain regular(BoxChain chain) {
        List<Span> sure = chain.boxes().stream()
                .filter(box -> strip.border(box.left()) > SEEN && strip.border(box.right()) > SEEN)
                .toList();
        if (sure.size() < FEWEST_BOXES || sure.size() < LEAST_SURE * chain.size()) {
            return chain;
        }
        int mayErr = sure.size() / SURE_TO_ERRING;
        // where every other box was passed over, whole boxes seem to stand between them: then they step by their own
        // width
        for (double step : new double[] {chain.step(), chain.width()}) {
            for (int first = 0; first <= mayErr; first++) {
                List<Span> boxes = regular(sure.subList(first, sure.size()), step, mayErr - first);
                if (!boxes.isEmpty()) {
                    return new BoxChain(boxes, chain.score());
                }
            }
        }
        return chain;
    }

    /** The boxes with those between them, less {@code mayErr} that lie off the first one's steps; or none. */
    private static List<Span> regular(List<Span> sure, double step, int mayErr) {
        List<Span> boxes = new ArrayList<>();
        boxes.add(sure.get(0));
        int erring = 0;
        for (Span box : sure.subList(1, sure.size())) {
            Span last = boxes.get(boxes.size() - 1);
            int distance = box.left() - last.left();
            long steps = Math.round(distance / step);
            if (steps < 1 || Math.abs(distance / step - steps) > OFF_STEP) {
                erring++;
                if (erring > mayErr) {
                    return List.of();
                }
                continue;
            }
            for (int k = 1; k < steps; k++) {
                boxes.add(last.moved((int) Math.round((double) k * distance / steps)));
            }
            boxes.add(box);
        }
        return boxes;
    }

    /**
     * The chain with further boxes at its ends, as far as what is seen of borders and level lines outweighs what is
     * missing: print may fail for a few boxes and go on behind them.
     */
    private BoxChain extended(BoxChain chain) {
        double step = chain.step();
        List<Span> boxes = new ArrayList<>(chain.boxes());
        boxes.addAll(further(chain.last(), step));
        for (Span box : further(chain.first(), -step)) {
            boxes.add(0, box);
        }
        return new BoxChain(boxes, chain.score());
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

    /** The date that lies about where the chain is, if it explains the borders and lines there better than the chain. */
    private BoxChain asDate(BoxChain chain, DateFit fit) {
        if (chain.size() > MOST_DATE_BOXES) {
            return chain;
        }
        double worth = fit.worth(chain.boxes());
        if (worth < LEAST_WORTH_OF_DATE) {
            return chain;
        }
        int width = chain.width();
        int from = (int) (chain.first().left() - 5.5 * width);
        int to = (int) (chain.first().left() + 4.5 * width);
        BoxChain date = fit.best(from, to, width, 1, dateSteps(chain, width), 0.4, worth);
        return date != null ? date : new BoxChain(chain.boxes(), worth);
    }

    /** Steps that neighbours in the chain take: the boxes' width where they are joined, more where they stand apart. */
    private static List<Double> dateSteps(BoxChain chain, int width) {
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
}
