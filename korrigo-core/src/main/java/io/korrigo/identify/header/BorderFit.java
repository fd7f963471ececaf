package io.korrigo.identify.header;

import io.korrigo.identify.combs.Curves;
import java.util.Arrays;

/**
 * Finds the borders of a row's boxes to a fraction of a pixel: each as the centre of the ink around it, those that are
 * faint or hidden by a parabola through all others.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class BorderFit {
    private final int[] measured;
    private final double[] lefts;
    private final double boxWidth;
    private final double faintest;

    /**
     * @param measured boxes whose borders are looked for, rising
     * @param lefts where each box of the row begins, followed as it is refined
     * @param faintest ink of a border that is seen at all
     */
    BorderFit(int[] measured, double[] lefts, double boxWidth, double faintest) {
        this.measured = measured;
        this.lefts = lefts;
        this.boxWidth = boxWidth;
        this.faintest = faintest;
    }

    /** Typical ink along a box's border, were it at a position. */
    interface Profile {
        double at(int box, int position);
    }

    /**
     * Moves each position to the line near it, or where the measured boxes' lines say that it is.
     *
     * @param positions of one border of each box; changed in place
     * @param reach how far a line may lie from its position
     */
    void refine(double[] positions, int reach, Profile profile) {
        int count = measured.length;
        double[] offsets = new double[count];
        double[] strengths = new double[count];
        double[] places = new double[count];
        double[] values = new double[2 * reach + 1];
        for (int i = 0; i < count; i++) {
            int box = measured[i];
            places[i] = lefts[box];
            int middle = (int) Math.round(positions[box]);
            double lowest = Double.MAX_VALUE;
            int peak = 0;
            for (int d = 0; d < values.length; d++) {
                values[d] = profile.at(box, middle + d - reach);
                lowest = Math.min(lowest, values[d]);
                if (values[d] > values[peak]) {
                    peak = d;
                }
            }
            double sum = 0;
            double moment = 0;
            for (int d = Math.max(0, peak - 2); d <= Math.min(values.length - 1, peak + 2); d++) {
                double weight = Math.max(0, values[d] - Math.max(0, lowest));
                sum += weight;
                moment += weight * d;
            }
            strengths[i] = values[peak] - Math.max(0, lowest);
            offsets[i] = sum > 0 ? moment / sum - reach + middle - positions[box] : 0;
        }
        double[] sorted = strengths.clone();
        Arrays.sort(sorted);
        double weakest = Math.max(0.4 * sorted[count / 2], faintest);
        follow(positions, places, offsets, strengths, weakest);
    }

    private void follow(double[] positions, double[] places, double[] offsets, double[] strengths, double weakest) {
        int count = measured.length;
        double[] sorted = offsets.clone();
        Arrays.sort(sorted);
        double median = sorted[count / 2];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = strengths[i] > weakest ? 1 / (1 + Math.pow(offsets[i] - median, 2)) : 1e-3;
        }
        double middle = (places[0] + places[count - 1]) / 2;
        double[] curve = {0, 0, 0};
        for (int round = 0; round < 3; round++) {
            curve = Curves.fit(places, offsets, weights, middle, count >= 6 ? 2 : 1);
            for (int i = 0; i < count; i++) {
                double error = offsets[i] - value(curve, places[i] - middle);
                weights[i] = (strengths[i] > weakest ? 1 : 1e-3) / (1 + error * error);
            }
        }
        int next = 0;
        for (int box = 0; box < positions.length; box++) {
            double expected = value(curve, lefts[box] - middle);
            double offset = expected;
            if (next < count && measured[next] == box) {
                if (strengths[next] > weakest && Math.abs(offsets[next] - expected) < 0.06 * boxWidth) {
                    offset = 0.85 * offsets[next] + 0.15 * expected;
                }
                next++;
            }
            positions[box] += offset;
        }
    }

    private static double value(double[] curve, double t) {
        return curve[0] + curve[1] * t + curve[2] * t * t;
    }
}
