package io.korrigo.testkit.pages;

import java.awt.geom.Point2D;

/** A projective map of the plane. */
final class Homography {
    private final double[] m;

    private Homography(double[] m) {
        this.m = m;
    }

    /** The map that takes four points, no three of them on a line, to four others, each given as x0, y0, x1, y1... */
    static Homography of(double[] from, double[] to) {
        double[][] system = new double[8][9];
        for (int i = 0; i < 4; i++) {
            double x = from[2 * i];
            double y = from[2 * i + 1];
            double u = to[2 * i];
            double v = to[2 * i + 1];
            system[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
            system[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
        }
        double[] solved = solve(system);
        double[] m = new double[9];
        System.arraycopy(solved, 0, m, 0, 8);
        m[8] = 1;
        return new Homography(m);
    }

    /** Gauss and Jordan, with the largest pivot. */
    private static double[] solve(double[][] rows) {
        int n = rows.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                if (Math.abs(rows[i][column]) > Math.abs(rows[pivot][column])) {
                    pivot = i;
                }
            }
            double[] top = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = top;
            for (int i = 0; i < n; i++) {
                double factor = i == column ? 0 : rows[i][column] / top[column];
                for (int j = column; factor != 0 && j <= n; j++) {
                    rows[i][j] -= factor * top[j];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = rows[i][n] / rows[i][i];
        }
        return solution;
    }

    Point2D map(double x, double y) {
        double w = m[6] * x + m[7] * y + m[8];
        return new Point2D.Double((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w);
    }

    /** Maps the middles of a row's pixels, half a pixel up and left of where they go: ready to interpolate there. */
    void mapRow(double y, double[] u, double[] v) {
        for (int i = 0; i < u.length; i++) {
            double x = i + 0.5;
            double w = 1 / (m[6] * x + m[7] * y + m[8]);
            u[i] = (m[0] * x + m[1] * y + m[2]) * w - 0.5;
            v[i] = (m[3] * x + m[4] * y + m[5]) * w - 0.5;
        }
    }
}
