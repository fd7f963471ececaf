package io.korrigo.identify.combs;

/**
 * A nearly level line that was traced in a picture: y = c0 + c1 t + c2 t^2 with t = x - middle.
 *
 * @param left first column that shows it
 * @param right last column that shows it
 * @param filled share of its columns that show it, 0 to 1
 * @param strength mean contrast above the paper's noise, in grey levels
 */
record LevelLine(
        double left, double right, double middle, double c0, double c1, double c2, double filled, double strength) {
    double at(double x) {
        // straight on beyond its ends: a parabola runs away there
        double inside = Math.max(left, Math.min(right, x)) - middle;
        double slope = c1 + 2 * c2 * inside;
        return c0 + c1 * inside + c2 * inside * inside + slope * (x - middle - inside);
    }

    double length() {
        return right - left;
    }

    /** The same line, its {@link #filled} counted in {@code map}. */
    LevelLine filledBy(LineMap map) {
        int seen = 0;
        int columns = 0;
        for (double x = left; x <= right; x += 3) {
            seen += map.showsLine((int) x, at(x), strength) ? 1 : 0;
            columns++;
        }
        return new LevelLine(left, right, middle, c0, c1, c2, (double) seen / columns, strength);
    }
}
