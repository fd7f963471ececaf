package io.korrigo.identify;

/**
 * A nearly level line that was traced in a picture: y = c0 + c1 t + c2 t^2 with t = x - middle.
 *
 * @param left first column that shows it
 * @param right last column that shows it
 */
record LevelLine(double left, double right, double middle, double c0, double c1, double c2) {
    double at(double x) {
        double t = x - middle;
        return c0 + c1 * t + c2 * t * t;
    }

    double length() {
        return right - left;
    }

    LevelLine shifted(double dy) {
        return new LevelLine(left, right, middle, c0 + dy, c1, c2);
    }
}
