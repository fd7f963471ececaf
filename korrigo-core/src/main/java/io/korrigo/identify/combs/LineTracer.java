package io.korrigo.identify.combs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Follows level lines through a {@link LineMap} from left to right, across gaps, and fits a curve to each.
 *
 * <p>Every fourth column is searched for ridges; a ridge continues the trace that it lies on, or begins one.
 */
final class LineTracer {
    /** In pixels: every fourth column is looked at, which no line of a form slips through. */
    private static final int STRIDE = 4;
    /** In pixels: what a stroke, dust or a fold may hide of a line. Chosen on drawn pages, not measured. */
    private static final int LONGEST_GAP = 36;
    /** In pixels, up or down from one column looked at to the next, more after a gap. */
    private static final double REACH = 1.6;
    /** In pixels: shorter lines are letters'. */
    private static final int SHORTEST = 28;
    /** Share of the columns in which a line is seen. */
    private static final double LEAST_FILLED = 0.5;
    /** Root mean square of a line's ridges from its curve, in pixels: more is a corner, or two lines. */
    private static final double WORST_FIT = 0.4;
    /** Shorter lines are straight, in pixels. */
    private static final double LEAST_BENT = 200;
    /**
     * Shorter lines bend one way only: some ten boxes, in pixels. Paper that was not flat gives lines that no parabola follows;
     * cut there, 19 of 60 drawn rows of two true forms lost their first boxes.
     */
    private static final double LEAST_BENT_TWICE = 320;

    private final LineMap map;
    private final double threshold;
    // the ridges of all traces, in the order in which they were found: most traces are short, and lists of their own
    // would be most of a page's garbage
    private int[] xs = new int[1 << 12];
    private double[] ys = new double[1 << 12];
    private double[] values = new double[1 << 12];
    /** For each ridge the one before it on its trace. */
    private int[] befores = new int[1 << 12];

    private int size;

    LineTracer(LineMap map, double threshold) {
        this.map = map;
        this.threshold = threshold;
    }

    /** All lines, longest first. */
    List<LevelLine> trace() {
        List<Trace> open = new ArrayList<>();
        List<Trace> done = new ArrayList<>();
        double[] ridges = new double[map.height()];
        double[] contrasts = new double[map.height()];
        for (int x = STRIDE / 2; x < map.width(); x += STRIDE) {
            int count = ridges(x, ridges, contrasts);
            extend(open, ridges, contrasts, count, x);
            List<Trace> kept = new ArrayList<>(open.size());
            for (Trace trace : open) {
                (x - trace.lastX() > LONGEST_GAP ? done : kept).add(trace);
            }
            open = kept;
        }
        done.addAll(open);
        List<LevelLine> lines = new ArrayList<>();
        for (Trace trace : done) {
            if (longEnough(trace.firstX, trace.lastX(), trace.count)) {
                Ridges found = new Ridges(trace);
                found.lines(0, trace.count, lines);
            }
        }
        lines.sort(Comparator.comparingDouble(LevelLine::length).reversed());
        return lines;
    }

    private int ridges(int x, double[] ridges, double[] contrasts) {
        int count = 0;
        for (int y = 1; y < map.height() - 1; y++) {
            double value = map.level(x, y);
            if (value < threshold) {
                continue;
            }
            double above = map.level(x, y - 1);
            double below = map.level(x, y + 1);
            if (value >= above && value > below) {
                double bend = 2 * value - above - below;
                contrasts[count] = value;
                ridges[count++] = y + (bend == 0 ? 0 : 0.5 * (below - above) / bend);
            }
        }
        return count;
    }

    private void extend(List<Trace> open, double[] ridges, double[] contrasts, int count, int x) {
        boolean[] taken = new boolean[count];
        // long traces choose first: they know best where they go
        open.sort(Comparator.comparingInt((Trace trace) -> trace.count).reversed());
        for (Trace trace : open) {
            double expected = trace.expect(x);
            double reach = REACH + 0.02 * (x - trace.lastX());
            int nearest = -1;
            for (int i = lowerBound(ridges, count, expected - reach); i < count && ridges[i] <= expected + reach; i++) {
                if (!taken[i]
                        && (nearest < 0 || Math.abs(ridges[i] - expected) < Math.abs(ridges[nearest] - expected))) {
                    nearest = i;
                }
            }
            if (nearest >= 0) {
                taken[nearest] = true;
                trace.add(x, ridges[nearest], contrasts[nearest]);
            }
        }
        for (int i = 0; i < count; i++) {
            if (!taken[i]) {
                open.add(new Trace(x, ridges[i], contrasts[i]));
            }
        }
    }

    private static int lowerBound(double[] sorted, int count, double value) {
        int at = Arrays.binarySearch(sorted, 0, count, value);
        return at >= 0 ? at : -at - 1;
    }

    private static boolean longEnough(int left, int right, int ridges) {
        return right - left >= SHORTEST && ridges >= LEAST_FILLED * ((double) (right - left) / STRIDE + 1);
    }

    /** Ridges that lie on one line. */
    private final class Trace {
        private final int firstX;
        private int last = -1;
        private int count;
        private double height;
        private double slope;

        Trace(int x, double y, double value) {
            firstX = x;
            height = y;
            append(x, y, value);
        }

        private void append(int x, double y, double value) {
            if (size == xs.length) {
                xs = Arrays.copyOf(xs, 2 * size);
                ys = Arrays.copyOf(ys, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
                befores = Arrays.copyOf(befores, 2 * size);
            }
            xs[size] = x;
            ys[size] = y;
            values[size] = value;
            befores[size] = last;
            last = size++;
            count++;
        }

        int lastX() {
            return xs[last];
        }

        double expect(int x) {
            return height + slope * (x - lastX());
        }

        /** An alpha-beta filter: position and slope follow, the slower the longer the trace is. */
        void add(int x, double y, double value) {
            double step = x - lastX();
            double expected = expect(x);
            double error = y - expected;
            double alpha = Math.max(0.25, 1.0 / (count + 1));
            double beta = Math.max(0.02, 1.0 / (count + 4.0) / (count + 4.0));
            height = expected + alpha * error;
            slope += beta * error / step;
            append(x, y, value);
        }
    }

    /** A trace's ridges side by side. */
    private final class Ridges {
        private final double[] across;
        private final double[] heights;
        private final double[] contrasts;

        Ridges(Trace trace) {
            across = new double[trace.count];
            heights = new double[trace.count];
            contrasts = new double[trace.count];
            int ridge = trace.last;
            for (int i = trace.count - 1; i >= 0; i--) {
                across[i] = xs[ridge];
                heights[i] = ys[ridge];
                contrasts[i] = values[ridge];
                ridge = befores[ridge];
            }
        }

        /** A straight line or a parabola; of a long line that is neither, since the paper was not flat, one that bends twice. */
        private double[] curve(int from, int to, double middle, double length) {
            double[] curve = Curves.fit(across, heights, from, to, middle, length > LEAST_BENT ? 2 : 1);
            boolean fits = squares(curve, from, to, middle) <= WORST_FIT * WORST_FIT * (to - from);
            return fits || length < LEAST_BENT_TWICE ? curve : Curves.fit(across, heights, from, to, middle, 4);
        }

        private double squares(double[] curve, int from, int to, double middle) {
            double squares = 0;
            for (int i = from; i < to; i++) {
                double error = heights[i] - Curves.at(curve, across[i] - middle);
                squares += error * error;
            }
            return squares;
        }

        /** The lines that fit these ridges: one, or several where they bend. */
        void lines(int from, int to, List<LevelLine> lines) {
            double left = across[from];
            double right = across[to - 1];
            if (!longEnough((int) left, (int) right, to - from)) {
                return;
            }
            double middle = (left + right) / 2;
            double[] curve = curve(from, to, middle, right - left);
            double squares = squares(curve, from, to, middle);
            double widest = 0;
            double sum = 0;
            int corner = from;
            double chord = (heights[to - 1] - heights[from]) / (right - left);
            for (int i = from; i < to; i++) {
                sum += contrasts[i];
                double off = Math.abs(heights[i] - heights[from] - chord * (across[i] - left));
                if (off > widest) {
                    widest = off;
                    corner = i;
                }
            }
            if (squares <= WORST_FIT * WORST_FIT * (to - from)) {
                double strength = sum / (to - from) - map.levelNoise();
                LevelLine line = new LevelLine(left, right, middle, curve, 1, strength);
                lines.add(line.filledBy(map));
            } else if (corner > from) {
                lines(from, corner, lines);
                lines(corner, to, lines);
            }
        }
    }
}
