package io.korrigo.identify.combs;

import io.korrigo.identify.combs.BoxChain.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best chain of boxes of one width (within a few percent, for perspective) in a {@link LineBand} by dynamic
 * programming over its right end: each border seen earns, each border or line missed costs, and a chain may jump a gap,
 * as between the groups of a date.
 */
final class BoxChains {
    /** In borders' worth, of each border passed: a chain gains only by borders that are more than half seen. */
    static final double BORDER_COST = 0.58;
    /** In borders' worth, of a jump: little, since a date has two, but enough that joined boxes stay joined. */
    static final double GAP_COST = 0.1;
    /** In pitches: a slash, or the place of one box that a form leaves out. */
    static final double WIDEST_GAP = 1.1;
    /** In pixels of the working picture: two borders nearer than this are one thick line. */
    static final int SMALLEST_GAP = 3;

    /** Widths of a box in heights of one. */
    private static final double NARROWEST = 0.42;

    /**
     * In heights of a box: forms' boxes are about as wide as high, or narrower. Chosen on drawn pages, not measured.
     */
    private static final double WIDEST = 1.35;
    /** How many distances are tried for a band's boxes; each costs a search, and the right one is among the first. */
    private static final int MOST_PITCHES = 3;
    /** Two borders in a pitch's distance vote with the weaker one's worth. */
    private static final double FEWEST_VOTES = 2.4;

    /** In borders' worth, of a gap whose level lines go on: boxes stand apart where the lines end. */
    private static final double COVERED_GAP_COST = 0.3;
    /** In borders' worth: what is seen less than this doesn't begin or end a row. */
    private static final double FAINT = 0.3;
    /** In pixels: borders are found to a pixel, so a box may be so much wider or narrower for nothing. */
    private static final double FREE_DEVIATION = 0.7;
    /** In borders' worth for a whole pitch of deviation, squared: a tenth of a pitch costs one border and a half. */
    private static final double DEVIATION_COST = 150;

    private final LineBand strip;
    private final boolean[] used;
    private final double pitch;
    private final double[] score;
    private final int[] widths;
    // how a chain goes on to the left of a box: 0 begins here, 1 joined, above 1 a gap of that many pixels
    private final int[] steps;
    private final double[] startWorth;
    private final int[] startStep;

    private BoxChains(LineBand strip, double pitch, boolean[] used) {
        int length = strip.length();
        this.strip = strip;
        this.used = used;
        this.pitch = pitch;
        this.score = new double[length];
        this.widths = new int[length];
        this.steps = new int[length];
        this.startWorth = new double[length];
        this.startStep = new int[length];
        Arrays.fill(score, -1);
        Arrays.fill(startStep, -1);
    }

    /** The best chain of boxes of any width that has no border in a used column, or null. */
    static @Nullable BoxChain best(LineBand strip, boolean[] used) {
        BoxChain best = null;
        for (double pitch : pitches(strip, used)) {
            BoxChain chain = new BoxChains(strip, pitch, used).best();
            best = chain != null && (best == null || chain.score() > best.score()) ? chain : best;
        }
        return best;
    }

    /** Distances that recur between borders, the commonest first. */
    private static List<Double> pitches(LineBand strip, boolean[] used) {
        int least = (int) Math.ceil(NARROWEST * strip.height());
        int most = (int) (WIDEST * strip.height()) + 1;
        double[] votes = new double[most + 3];
        int[] peaks = new int[strip.length()];
        int count = 0;
        for (int i = 1; i < strip.length() - 1; i++) {
            if (!used[i] && strip.isPeak(i, 0.4)) {
                peaks[count++] = i;
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count && peaks[j] - peaks[i] <= most; j++) {
                votes[peaks[j] - peaks[i]] += Math.min(strip.border(peaks[i]), strip.border(peaks[j]));
            }
        }
        List<Double> pitches = new ArrayList<>();
        while (pitches.size() < MOST_PITCHES) {
            int best = -1;
            double bestVotes = FEWEST_VOTES;
            for (int d = Math.max(1, least); d <= most; d++) {
                double sum = votes[d - 1] + votes[d] + votes[d + 1];
                if (sum > bestVotes) {
                    bestVotes = sum;
                    best = d;
                }
            }
            if (best < 0) {
                break;
            }
            double mean =
                    (votes[best - 1] * (best - 1) + votes[best] * best + votes[best + 1] * (best + 1)) / bestVotes;
            pitches.add(mean);
            Arrays.fill(votes, Math.max(0, best - 2), Math.min(votes.length, best + 3), 0);
        }
        return pitches;
    }

    private @Nullable BoxChain best() {
        int narrow = (int) Math.round(pitch * 0.95 - 0.4);
        int wide = (int) Math.round(pitch * 1.05 + 0.4);
        double[] deviations = new double[wide + 1];
        for (int width = Math.max(0, narrow); width <= wide; width++) {
            double off = Math.max(0, Math.abs(width - pitch) - FREE_DEVIATION) / pitch;
            deviations[width] = DEVIATION_COST * off * off;
        }
        int end = -1;
        int lastSeen = -1;
        for (int right = narrow; right < score.length; right++) {
            lastSeen = strip.border(right - narrow) > FAINT ? right - narrow : lastSeen;
            boolean mayEnd = strip.border(right) > FAINT || lastSeen >= right - wide;
            if (used[right] || !mayEnd) {
                continue;
            }
            for (int width = narrow; width <= Math.min(wide, right); width++) {
                // one border may fail; where both do, nothing says that a box is there
                boolean seen = strip.border(right) > FAINT || strip.border(right - width) > FAINT;
                if (seen && !used[right - width]) {
                    box(right, width, deviations[width]);
                }
            }
            if (score[right] > 0 && (end < 0 || score[right] > score[end])) {
                end = right;
            }
        }
        return end < 0 ? null : unroll(end);
    }

    private void box(int right, int width, double deviation) {
        int left = right - width;
        if (startStep[left] < 0) {
            start(left);
        }
        double missingLines = 1 - strip.lineShare(left, right);
        double worth = startWorth[left] + strip.border(right) - BORDER_COST - missingLines - deviation;
        if (worth > score[right]) {
            score[right] = worth;
            widths[right] = width;
            steps[right] = startStep[left];
        }
    }

    /** The best that stands before a box whose left border is at {@code left}, that border's own worth included. */
    private void start(int left) {
        double own = strip.border(left) - BORDER_COST;
        double worth = own;
        int step = 0;
        if (score[left] > worth) {
            worth = score[left];
            step = 1;
        }
        // behind a gap a border must be seen
        int widest = own > FAINT - BORDER_COST ? Math.min(left, (int) (pitch * WIDEST_GAP)) : 0;
        double valley = Math.min(strip.border(left), left > 0 ? strip.border(left - 1) : 0);
        for (int gap = 2; gap <= widest; gap++) {
            double between = strip.border(left - gap + 1);
            valley = between < valley ? between : valley;
            if (gap < SMALLEST_GAP || score[left - gap] <= 0) {
                continue;
            }
            // both edges of one thick line are not two lines
            boolean apart = valley < 0.5 * Math.min(strip.border(left), strip.border(left - gap)) || valley == 0;
            if (apart) {
                double covered = COVERED_GAP_COST * strip.lineShare(left - gap, left);
                double jumped = score[left - gap] - GAP_COST - covered + own;
                if (jumped > worth) {
                    worth = jumped;
                    step = gap;
                }
            }
        }
        startWorth[left] = worth;
        startStep[left] = step;
    }

    private BoxChain unroll(int end) {
        List<Span> boxes = new ArrayList<>();
        for (int right = end; ; ) {
            int left = right - widths[right];
            boxes.add(new Span(left, right));
            if (steps[right] == 0) {
                break;
            }
            right = steps[right] == 1 ? left : left - steps[right];
        }
        Collections.reverse(boxes);
        return new BoxChain(boxes, score[end]);
    }
}
