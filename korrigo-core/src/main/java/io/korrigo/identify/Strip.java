package io.korrigo.identify;

import io.korrigo.identify.Comb.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Point;

/**
 * The band between two level lines, searched for boxes that stand side by side.
 *
 * <p>A box border spans the whole band, a pen stroke seldom does: a column's evidence is the mean of its two weakest
 * quarters. The best chain of boxes of one width (within a few percent, for perspective) is found by dynamic programming
 * over its right end; each border seen earns, each border or line missed costs, and a chain may jump a gap, as between
 * the groups of a date.
 */
final class Strip {
    private static final double NARROWEST = 0.5;
    private static final double WIDEST = 1.35;
    private static final double BORDER_COST = 0.58;
    private static final double GAP_COST = 0.1;
    private static final double COVERED_GAP_COST = 0.3;
    private static final double WIDEST_GAP = 1.1;
    private static final int SMALLEST_GAP = 3;
    private static final double FAINTEST_BORDER = 2;
    private static final double BORDER_ABOVE_NOISE = 3;
    private static final double CLEAR_BORDER = 14;
    private static final double LIKE_LINES = 0.75;
    private static final double DARKER_THAN_LINES = 2.5;
    private static final double PEN_WORTH = 0.4;
    private static final int MOST_PITCHES = 3;
    private static final double FAINT_END = 0.2;
    private static final double SMALLEST_GROUP_GAP = 0.28;
    private static final int FEWEST_BOXES = 4;
    private static final double LEAST_SUPPORT = 0.75;
    private static final double LEAST_LINES = 0.6;
    private static final double MOST_CLUTTER = 2.5;
    private static final double MOST_OUTSIDE = 0.5;

    private final LineMap map;
    private final LevelLine top;
    private final LevelLine bottom;
    private final int from;
    private final int length;
    private final double height;
    private final double[] borders;
    private final int[] covered;

    Strip(LineMap map, LevelLine top, LevelLine bottom, int from, int to) {
        this.map = map;
        this.top = top;
        this.bottom = bottom;
        this.from = from;
        this.length = to - from;
        double middle = (from + to) / 2.0;
        this.height = bottom.at(middle) - top.at(middle);
        this.borders = borders();
        this.covered = covered();
    }

    private double[] borders() {
        double[] raw = new double[length + 2];
        for (int i = 0; i < raw.length; i++) {
            int x = from + i - 1;
            double y = top.at(x);
            raw[i] = map.weakerHalf(x, y, bottom.at(x));
        }
        double[] smooth = new double[length];
        for (int i = 0; i < length; i++) {
            smooth[i] = raw[i + 1] + 0.5 * (raw[i] + raw[i + 2]);
        }
        double noise = percentile(smooth, 0.5);
        double weakest = Math.max(FAINTEST_BORDER, BORDER_ABOVE_NOISE * (noise - percentile(smooth, 0.1)));
        double print = (top.strength() + bottom.strength()) / 2;
        double reference = Math.max(LIKE_LINES * print, weakest);
        for (int i = 0; i < length; i++) {
            double value = (smooth[i] - noise) / reference;
            // upright strokes far darker than the level lines are the pen's, not the form's
            boolean pen = smooth[i] - noise > DARKER_THAN_LINES * print;
            smooth[i] = Math.max(0, Math.min(pen ? PEN_WORTH : 1, value));
        }
        return smooth;
    }

    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    /** Running count of the columns, each counted once for the upper and once for the lower line it shows. */
    private int[] covered() {
        int[] sums = new int[length + 1];
        for (int i = 0; i < length; i++) {
            sums[i + 1] = sums[i] + (shows(top, from + i) ? 1 : 0) + (shows(bottom, from + i) ? 1 : 0);
        }
        return sums;
    }

    private boolean shows(LevelLine line, int x) {
        return map.showsLine(x, line.at(x), line.strength());
    }

    /** Combs in this band, best first, that do not overlap. */
    List<Comb> combs() {
        List<Comb> found = new ArrayList<>();
        if (!promising()) {
            return found;
        }
        boolean[] used = new boolean[length];
        for (int round = 0; round < 3; round++) {
            Chain longest = null;
            for (double pitch : pitches(used)) {
                Chain chain = bestChain(pitch, used);
                if (chain != null && (longest == null || chain.score > longest.score)) {
                    longest = chain;
                }
            }
            if (longest == null) {
                break;
            }
            Chain best = extended(longest, used);
            Comb comb = comb(best);
            if (comb != null) {
                found.add(comb);
            }
            Arrays.fill(used, Math.max(0, best.lefts[0]), Math.min(length, best.rights[best.size - 1] + 1), true);
        }
        return found;
    }

    private boolean promising() {
        int peaks = 0;
        for (int i = 1; i < length - 1; i++) {
            peaks += borders[i] > 0.5 && borders[i] >= borders[i - 1] && borders[i] > borders[i + 1] ? 1 : 0;
        }
        return peaks > FEWEST_BOXES;
    }

    /** Distances that recur between borders, the commonest first. */
    private List<Double> pitches(boolean[] used) {
        int least = (int) Math.ceil(NARROWEST * height);
        int most = (int) (WIDEST * height) + 1;
        double[] votes = new double[most + 3];
        int[] peaks = new int[length];
        int count = 0;
        for (int i = 1; i < length - 1; i++) {
            if (!used[i] && borders[i] > 0.4 && borders[i] >= borders[i - 1] && borders[i] > borders[i + 1]) {
                peaks[count++] = i;
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count && peaks[j] - peaks[i] <= most; j++) {
                votes[peaks[j] - peaks[i]] += Math.min(borders[peaks[i]], borders[peaks[j]]);
            }
        }
        List<Double> pitches = new ArrayList<>();
        while (pitches.size() < MOST_PITCHES) {
            int best = -1;
            double bestVotes = 1.0;
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

    private record Chain(int[] lefts, int[] rights, int size, double score) {}

    private @Nullable Chain bestChain(double pitch, boolean[] used) {
        int narrow = (int) Math.round(pitch * 0.95 - 0.4);
        int wide = (int) Math.round(pitch * 1.05 + 0.4);
        int widestGap = (int) (pitch * WIDEST_GAP);
        double[] score = new double[length];
        int[] widths = new int[length];
        // how the chain goes on to the left: 0 begins here, 1 joined, above 1 a gap of that many pixels
        int[] steps = new int[length];
        int end = -1;
        double[] startWorth = new double[length];
        int[] startStep = new int[length];
        Arrays.fill(score, -1);
        Arrays.fill(startStep, -1);
        for (int right = narrow; right < length; right++) {
            if (used[right]) {
                continue;
            }
            double rightWorth = borders[right] - BORDER_COST;
            for (int width = narrow; width <= wide && width <= right; width++) {
                int left = right - width;
                if (used[left]) {
                    continue;
                }
                if (startStep[left] < 0) {
                    bestStart(left, score, widestGap, startWorth, startStep);
                }
                double before = startWorth[left];
                int step = startStep[left];
                double missingLines = 1 - lineShare(left, right);
                double off = Math.max(0, Math.abs(width - pitch) - 0.7) / pitch;
                double worth = before + rightWorth - missingLines - 150 * off * off;
                if (worth > score[right]) {
                    score[right] = worth;
                    widths[right] = width;
                    steps[right] = step;
                }
            }
            if (score[right] > 0 && (end < 0 || score[right] > score[end])) {
                end = right;
            }
        }
        return end < 0 ? null : unroll(score, widths, steps, end);
    }

    /** The best that stands before a box whose left border is at {@code left}, that border's own worth included. */
    private void bestStart(int left, double[] score, int widestGap, double[] startWorth, int[] startStep) {
        double own = borders[left] - BORDER_COST;
        double worth = own;
        int step = 0;
        if (score[left] > worth) {
            worth = score[left];
            step = 1;
        }
        double valley = Math.min(borders[left], left > 0 ? borders[left - 1] : 0);
        for (int gap = 2; gap <= widestGap && gap <= left; gap++) {
            valley = Math.min(valley, borders[left - gap + 1]);
            // both edges of one thick line are not two lines
            boolean apart = valley < 0.5 * Math.min(borders[left], borders[left - gap]) || valley == 0;
            if (gap >= SMALLEST_GAP && apart && score[left - gap] > 0) {
                double jumped = score[left - gap] - GAP_COST - COVERED_GAP_COST * lineShare(left - gap, left) + own;
                if (jumped > worth) {
                    worth = jumped;
                    step = gap;
                }
            }
        }
        startWorth[left] = worth;
        startStep[left] = step;
    }

    private double lineShare(int left, int right) {
        return (covered[right] - covered[left]) / (2.0 * (right - left));
    }

    private Chain unroll(double[] score, int[] widths, int[] steps, int end) {
        int size = 0;
        int[] lefts = new int[length];
        int[] rights = new int[length];
        for (int right = end; ; ) {
            int left = right - widths[right];
            lefts[size] = left;
            rights[size++] = right;
            if (steps[right] == 0) {
                break;
            }
            right = steps[right] == 1 ? left : left - steps[right];
        }
        int[] orderedLefts = new int[size];
        int[] orderedRights = new int[size];
        for (int i = 0; i < size; i++) {
            orderedLefts[i] = lefts[size - 1 - i];
            orderedRights[i] = rights[size - 1 - i];
        }
        return new Chain(orderedLefts, orderedRights, size, score[end]);
    }

    /**
     * The chain with the boxes at its ends whose outer border is too faint to earn its cost, but whose lines go on: a
     * form's level lines end where its last box ends.
     */
    private Chain extended(Chain chain, boolean[] used) {
        if (chain.size < FEWEST_BOXES) {
            return chain;
        }
        int before = chain.lefts[0];
        int after = chain.rights[chain.size - 1];
        int pitch = (int) Math.round((double) widths(chain) / chain.size);
        List<int[]> boxes = new ArrayList<>();
        for (int i = 0; i < chain.size; i++) {
            boxes.add(new int[] {chain.lefts[i], chain.rights[i]});
        }
        for (int left = nextBorder(before - pitch, before, used);
                left >= 0;
                left = nextBorder(left - pitch, left, used)) {
            boxes.add(0, new int[] {left, boxes.get(0)[0]});
        }
        for (int right = nextBorder(after + pitch, after, used);
                right >= 0;
                right = nextBorder(right + pitch, right, used)) {
            boxes.add(new int[] {boxes.get(boxes.size() - 1)[1], right});
        }
        int[] lefts = boxes.stream().mapToInt(box -> box[0]).toArray();
        int[] rights = boxes.stream().mapToInt(box -> box[1]).toArray();
        return new Chain(lefts, rights, lefts.length, chain.score);
    }

    private static int widths(Chain chain) {
        int sum = 0;
        for (int i = 0; i < chain.size; i++) {
            sum += chain.rights[i] - chain.lefts[i];
        }
        return sum;
    }

    /** Where the border near {@code expected} is, or -1 when no box lies between it and {@code last}. */
    private int nextBorder(int expected, int last, boolean[] used) {
        if (expected < 1 || expected >= length - 1 || used[expected]) {
            return -1;
        }
        int at = expected;
        for (int near = expected - 1; near <= expected + 1; near++) {
            if (borders[near] > borders[at]) {
                at = near;
            }
        }
        boolean boxed = lineShare(Math.min(at, last), Math.max(at, last)) > 0.85;
        return boxed && borders[at] > FAINT_END ? at : -1;
    }

    /** The chain as a comb, or null when what it shows could as well be writing, a table or squared paper. */
    private @Nullable Comb comb(Chain chain) {
        if (chain.size < FEWEST_BOXES) {
            return null;
        }
        List<Box> boxes = new ArrayList<>();
        double worth = 0;
        int count = 0;
        double inside = 0;
        double above = 0;
        double below = 0;
        for (int i = 0; i < chain.size; i++) {
            int left = chain.lefts[i];
            int right = chain.rights[i];
            if (i == 0 || chain.rights[i - 1] != left) {
                worth += borders[left];
                count++;
            }
            worth += borders[right];
            count++;
            inside += spread(right, 0.1, 0.9);
            above += spread(right, -0.4, -0.08);
            below += spread(right, 1.08, 1.4);
            double x = from + right;
            double before = from + left;
            boxes.add(new Box(corner(top, before), corner(top, x), corner(bottom, x), corner(bottom, before)));
        }
        double support = worth / count;
        double clutter = (double) Math.max(0, peaks(chain) - count) / chain.size;
        double lines = lineShare(chain.lefts[0], chain.rights[chain.size - 1]);
        boolean grid = above > MOST_OUTSIDE * inside || below > MOST_OUTSIDE * inside;
        if (support < LEAST_SUPPORT || clutter > MOST_CLUTTER || grid || lines < LEAST_LINES) {
            return null;
        }
        return new Comb(boxes, groups(chain), support, chain.score - 0.1 * clutter * chain.size);
    }

    /** Columns that look like a border, whether or not the chain takes them for one. */
    private int peaks(Chain chain) {
        int peaks = 0;
        for (int i = Math.max(1, chain.lefts[0] - 1);
                i <= Math.min(length - 2, chain.rights[chain.size - 1] + 1);
                i++) {
            peaks += borders[i] > 0.5 && borders[i] >= borders[i - 1] && borders[i] > borders[i + 1] ? 1 : 0;
        }
        return peaks;
    }

    /** Boxes that all stand apart are grouped by the gaps that are clearly wider than the usual one. */
    private static List<Integer> groups(Chain chain) {
        int[] gaps = new int[chain.size - 1];
        for (int i = 1; i < chain.size; i++) {
            gaps[i - 1] = chain.lefts[i] - chain.rights[i - 1];
        }
        int[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double widest =
                Math.max(1.6 * sorted[sorted.length / 2] + 2, SMALLEST_GROUP_GAP * (chain.rights[0] - chain.lefts[0]));
        List<Integer> groups = new ArrayList<>();
        int group = 1;
        for (int gap : gaps) {
            if (gap > widest) {
                groups.add(group);
                group = 0;
            }
            group++;
        }
        groups.add(group);
        return groups;
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
