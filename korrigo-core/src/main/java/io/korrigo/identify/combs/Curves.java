package io.korrigo.identify.combs;

import org.jspecify.annotations.Nullable;

/** Least-squares parabolas and lines. */
public final class Curves {
    private Curves() {}

    /**
     * Coefficients c0, c1, c2 of the polynomial of {@code degree} 0 to 2 in x - middle that is nearest to the points.
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

    private static double[] fit(
            double[] xs, double[] ys, double @Nullable [] weights, int from, int to, double middle, int degree) {
        int n = degree + 1;
        double[][] m = new double[n][n + 1];
        double[] powers = {1, 0, 0};
        for (int i = from; i < to; i++) {
            double w = weights == null ? 1 : weights[i];
            double t = xs[i] - middle;
            powers[1] = t;
            powers[2] = t * t;
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    m[row][column] += w * powers[row] * powers[column];
                }
                m[row][n] += w * powers[row] * ys[i];
            }
        }
        double[] result = new double[3];
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
