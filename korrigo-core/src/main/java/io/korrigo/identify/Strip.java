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
    private static final double LEAST_WORTH_OF_DATE = 0.5;
    private static final int MOST_DATE_BOXES = 11;
    private static final double LEAST_SURE = 0.6;
    private static final double OFF_STEP = 0.22;
    private static final double LEAST_FURTHER = 1.0;
    private static final double MOST_MISSING = 2.5;
    private static final double SMALLEST_GROUP_GAP = 0.28;
    private static final int FEWEST_BOXES = 4;
    private static final double LEAST_SUPPORT = 0.65;
    private static final double LEAST_LINES = 0.55;
    private static final double SURE_SUPPORT = 0.9;
    private static final double MOST_CLUTTER_IN_DATE = 4;
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

    /**
     * @param height of a box, where both lines were seen
     * @param from first column to search
     * @param to column behind the last
     */
    Strip(LineMap map, LevelLine top, LevelLine bottom, double height, int from, int to) {
        this.map = map;
        this.top = top;
        this.bottom = bottom;
        this.from = from;
        this.length = to - from;
        this.height = height;
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
            if (longest == null || longest.size < FEWEST_BOXES) {
                break;
            }
            Chain best = asDate(extended(regular(longest), used), used);
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
     * The chain with equal steps, where all of its well seen boxes agree on one: boxes that were taken amiss or not at
     * all, because print failed there, get the place that the others leave them. A date's groups do not agree.
     */
    private Chain regular(Chain chain) {
        List<Integer> sure = new ArrayList<>();
        for (int i = 0; i < chain.size; i++) {
            if (borders[chain.lefts[i]] > 0.5 && borders[chain.rights[i]] > 0.5) {
                sure.add(i);
            }
        }
        if (sure.size() < FEWEST_BOXES || sure.size() < LEAST_SURE * chain.size) {
            return chain;
        }
        double step = step(chain);
        List<int[]> boxes = new ArrayList<>();
        for (int i = 0; i < sure.size(); i++) {
            int left = chain.lefts[sure.get(i)];
            int right = chain.rights[sure.get(i)];
            if (i > 0) {
                int[] last = boxes.get(boxes.size() - 1);
                double steps = (left - last[0]) / step;
                long whole = Math.round(steps);
                if (whole < 1 || Math.abs(steps - whole) > OFF_STEP) {
                    return chain;
                }
                for (int k = 1; k < whole; k++) {
                    int shift = (int) Math.round((double) k * (left - last[0]) / whole);
                    boxes.add(new int[] {last[0] + shift, last[1] + shift});
                }
            }
            boxes.add(new int[] {left, right});
        }
        return chain(boxes, chain.score);
    }

    private static double step(Chain chain) {
        int[] steps = new int[chain.size - 1];
        for (int i = 1; i < chain.size; i++) {
            steps[i - 1] = chain.lefts[i] - chain.lefts[i - 1];
        }
        Arrays.sort(steps);
        // the mean of the middle half: whole pixels are too coarse for a step that is taken thirty times
        int from = steps.length / 4;
        int to = Math.max(from + 1, steps.length - from);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += steps[i];
        }
        return sum / (to - from);
    }

    private static Chain chain(List<int[]> boxes, double score) {
        int[] lefts = boxes.stream().mapToInt(box -> box[0]).toArray();
        int[] rights = boxes.stream().mapToInt(box -> box[1]).toArray();
        return new Chain(lefts, rights, lefts.length, score);
    }

    /**
     * The chain with further boxes at its ends, as far as what is seen of borders and level lines outweighs what is
     * missing: print may fail for a few boxes and go on behind them.
     */
    private Chain extended(Chain chain, boolean[] used) {
        if (chain.size < FEWEST_BOXES) {
            return chain;
        }
        double step = step(chain);
        List<int[]> boxes = boxes(chain);
        int[] last = boxes.get(boxes.size() - 1);
        boxes.addAll(further(last, step, used));
        for (int[] box : further(boxes.get(0), -step, used)) {
            boxes.add(0, box);
        }
        return chain(boxes, chain.score);
    }

    private List<int[]> further(int[] end, double step, boolean[] used) {
        List<int[]> boxes = new ArrayList<>();
        double left = end[0];
        double right = end[1];
        double worth = 0;
        double best = 0;
        int kept = 0;
        while (true) {
            left += step;
            right += step;
            int outer = (int) Math.round(step > 0 ? right : left);
            if (outer < 2 || outer >= length - 2 || used[outer]) {
                break;
            }
            int border = outer;
            for (int near = outer - 2; near <= outer + 2; near++) {
                if (borders[near] > borders[border] + 0.05) {
                    border = near;
                }
            }
            double correction = borders[border] > 0.5 ? border - (step > 0 ? right : left) : 0;
            left += correction;
            right += correction;
            int from = (int) Math.round(left);
            int to = (int) Math.round(right);
            boxes.add(new int[] {from, to});
            double lines = from >= 0 && to < length ? lineShare(from, to) : 0;
            worth += borders[border] + lines - LEAST_FURTHER;
            if (worth > best) {
                best = worth;
                kept = boxes.size();
            } else if (worth < best - MOST_MISSING) {
                break;
            }
        }
        return boxes.subList(0, kept);
    }

    /**
     * The boxes of a date (two, two and four, or four, two and two on a page held the other way up) that lie about where
     * the chain is, if they explain the borders and lines there better than the chain does.
     */
    private Chain asDate(Chain chain, boolean[] used) {
        if (chain.size < FEWEST_BOXES || chain.size > MOST_DATE_BOXES) {
            return chain;
        }
        int width = (int) Math.round((double) widths(chain) / chain.size);
        List<int[]> best = boxes(chain);
        double bestWorth = worth(best);
        if (bestWorth < LEAST_WORTH_OF_DATE) {
            return chain;
        }
        int first = (int) Math.max(1, chain.lefts[0] - 5.5 * width);
        int last = (int) Math.min(length - 2, chain.lefts[0] + 4.5 * width);
        for (double step : dateSteps(chain, width)) {
            for (int left = first; left <= last; left++) {
                if (borders[left] < 0.4 || borders[left] < borders[left - 1] || borders[left] < borders[left + 1]) {
                    continue;
                }
                for (int gap = (int) (SMALLEST_GROUP_GAP * width); gap <= WIDEST_GAP * width; gap++) {
                    for (int group : new int[] {2, 4}) {
                        List<int[]> date = date(left, width, step, gap, group);
                        int end = date.get(date.size() - 1)[1];
                        if (end < length - 1 && !used[left] && !used[end]) {
                            double worth = worth(date);
                            if (worth > bestWorth) {
                                best = date;
                                bestWorth = worth;
                            }
                        }
                    }
                }
            }
        }
        return chain(best, bestWorth);
    }

    /** Steps that neighbours in the chain take: the boxes' width where they are joined, more where they stand apart. */
    private static List<Double> dateSteps(Chain chain, int width) {
        List<Double> steps = new ArrayList<>();
        for (double step = width - 1.0; step <= width + 1; step += 0.5) {
            steps.add(step);
        }
        for (int i = 1; i < chain.size; i++) {
            double step = chain.lefts[i] - chain.lefts[i - 1];
            if (step >= width + SMALLEST_GAP && step < 1.35 * width && !steps.contains(step)) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** Boxes in groups of two, two, four; or of {@code firstGroup} four, two, two. */
    private List<int[]> date(int left, int width, double step, int gap, int firstGroup) {
        List<int[]> boxes = new ArrayList<>(8);
        for (int i = 0; i < 8; i++) {
            int gaps = firstGroup == 2 ? Math.min(2, i / 2) : Math.max(0, i / 2 - 1);
            int at = (int) Math.round(left + i * step + gaps * gap);
            boolean apart = step >= width + SMALLEST_GAP;
            boxes.add(new int[] {at, apart ? at + width : (int) Math.round(left + (i + 1) * step + gaps * gap)});
        }
        return boxes;
    }

    private static List<int[]> boxes(Chain chain) {
        List<int[]> boxes = new ArrayList<>();
        for (int i = 0; i < chain.size; i++) {
            boxes.add(new int[] {chain.lefts[i], chain.rights[i]});
        }
        return boxes;
    }

    /** What the dynamic programming would have given these boxes, print that bridges a gap counted in full. */
    private double worth(List<int[]> boxes) {
        double worth = 0;
        int[] before = null;
        for (int[] box : boxes) {
            if (before == null || box[0] - before[1] > 1) {
                worth += near(box[0]) - BORDER_COST;
                if (before != null) {
                    worth -= GAP_COST + lineShare(before[1], box[0]) * (box[0] - before[1]) / (before[1] - before[0]);
                }
            }
            worth += near(box[1]) - BORDER_COST;
            worth -= 1 - lineShare(box[0], box[1]);
            before = box;
        }
        return worth;
    }

    private double near(int at) {
        if (at < 1 || at >= length - 1) {
            return 0;
        }
        return Math.max(borders[at], Math.max(borders[at - 1], borders[at + 1]));
    }

    private static int widths(Chain chain) {
        int sum = 0;
        for (int i = 0; i < chain.size; i++) {
            sum += chain.rights[i] - chain.lefts[i];
        }
        return sum;
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
        boolean date = groups(chain).equals(List.of(2, 2, 4)) || groups(chain).equals(List.of(4, 2, 2));
        double mostClutter = date && support > SURE_SUPPORT ? MOST_CLUTTER_IN_DATE : MOST_CLUTTER;
        boolean grid = above > MOST_OUTSIDE * inside || below > MOST_OUTSIDE * inside;
        if (support < LEAST_SUPPORT || clutter > mostClutter || grid || lines < LEAST_LINES) {
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
