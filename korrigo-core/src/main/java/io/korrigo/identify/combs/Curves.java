package io.korrigo.identify.combs;

import org.jspecify.annotations.Nullable;

/** Least-squares lines, parabolas and curves of up to the fourth degree. */
public final class Curves {
    private Curves() {}

    /**
     * Coefficients c0, c1, c2, and c3 and c4 where it has them, of the polynomial of {@code degree} 0 to 4 in x - middle
     * that is nearest to the points.
     *
     * @param weights one for each point
     */
    public static double[] fit(double[] xs, double[] ys, double[] weights, double middle, int degree) {
        return fit(xs, ys, weights, 0, xs.length, middle, degree);
    }

    /** As above, for the points from {@code from} to {@code to}, each worth the same. */
    public static double[] fit(double[] xs, double[] ys, int from, int to, double middle, int degree) {
        return fit(xs, ys, null, from, to, middle, degree);
    }

    /** The polynomial's value, {@code t} from its middle. */
    static double at(double[] curve, double t) {
        double value = 0;
        for (int power = curve.length - 1; power >= 0; power--) {
            value = value * t + curve[power];
        }
        return value;
    }

    /** The polynomial's slope, {@code t} from its middle. */
    static double slope(double[] curve, double t) {
        double slope = 0;
        for (int power = curve.length - 1; power > 0; power--) {
            slope = slope * t + power * curve[power];
        }
        return slope;
    }

    private static double[] fit(
            double[] xs, double[] ys, double @Nullable [] weights, int from, int to, double middle, int degree) {
        int n = degree + 1;
        double[][] m = new double[n][n + 1];
        double[] powers = new double[n];
        powers[0] = 1;
        for (int i = from; i < to; i++) {
            double w = weights == null ? 1 : weights[i];
            double t = xs[i] - middle;
            for (int power = 1; power < n; power++) {
                powers[power] = t * powers[power - 1];
            }
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    m[row][column] += w * powers[row] * powers[column];
                }
                m[row][n] += w * powers[row] * ys[i];
            }
        }
        double[] result = new double[Math.max(3, n)];
        for (int pivot = 0; pivot < n; pivot++) {
            // a degenerate set of points (all in one place) keeps the lower degree
            if (Math.abs(m[pivot][pivot]) < 1e-9) {
                continue;
            }
            for (int row = 0; row < n; row++) {
                if (row != pivot) {
                    double factor = m[row][pivot] / m[pivot][pivot];
                    for (int column = pivot; column <= n; column++) {
                        m[row][column] -= factor * m[pivot][column];
                    }
                }
            }
        }
        for (int row = 0; row < n; row++) {
            result[row] = Math.abs(m[row][row]) < 1e-9 ? 0 : m[row][n] / m[row][row];
        }
        return result;
    }
}
