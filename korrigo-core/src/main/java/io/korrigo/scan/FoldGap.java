package io.korrigo.scan;

import java.util.function.IntPredicate;

/**
 * Where a view can be cut across its longer side without cutting through ink.
 *
 * @param least lines in a row without ink that a gap has
 * @param shadow lines by which a dark fold or a speck may interrupt it
 */
record FoldGap(int least, int shadow) {
    /** Share of the longer side to each side of the middle where the fold lies. */
    private static final double REACH = 0.06;

    /**
     * The middle of the widest gap near the middle of the view, or that place in it which is nearest to the middle, as a fraction; NaN where
     * there is none.
     *
     * @param length lines along the longer side
     * @param empty whether a line has no ink
     */
    double place(int length, IntPredicate empty) {
        int from = (int) (length * (0.5 - REACH));
        int to = (int) (length * (0.5 + REACH));
        int bestFrom = 0;
        int bestTo = 0;
        int runFrom = from;
        int lastEmpty = from - 1;
        for (int at = from; at < to; at++) {
            if (!empty.test(at)) {
                continue;
            }
            if (at - lastEmpty > shadow + 1) {
                runFrom = at;
            }
            lastEmpty = at;
            if (at + 1 - runFrom > bestTo - bestFrom) {
                bestFrom = runFrom;
                bestTo = at + 1;
            }
        }
        if (bestTo - bestFrom < least) {
            return Double.NaN;
        }
        boolean bounded = bestFrom > from && bestTo < to;
        double place = bounded
                ? (bestFrom + bestTo) / 2.0
                : Math.max(bestFrom + least / 2.0, Math.min(bestTo - least / 2.0, length / 2.0));
        return place / length;
    }
}
