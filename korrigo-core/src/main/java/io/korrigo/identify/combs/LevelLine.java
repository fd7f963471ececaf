package io.korrigo.identify.combs;

/**
 * A nearly level line that was traced in a picture: y = c0 + c1 t + c2 t^2 + ... with t = x - middle.
 *
 * @param left first column that shows it
 * @param right last column that shows it
 * @param curve c0, c1 and so on
 * @param filled share of its columns that show it, 0 to 1
 * @param strength mean contrast above the paper's noise, in grey levels
 */
record LevelLine(double left, double right, double middle, double[] curve, double filled, double strength) {
    double at(double x) {
        // straight on beyond its ends: a parabola runs away there
        double inside = Math.max(left, Math.min(right, x)) - middle;
        double height = Curves.at(curve, inside);
        double beyond = x - middle - inside;
        return beyond == 0 ? height : height + Curves.slope(curve, inside) * beyond;
    }

    double length() {
        return right - left;
    }

    /** A line like this one, so many pixels higher. */
    LevelLine raised(double pixels) {
        double[] higher = curve.clone();
        higher[0] -= pixels;
        return new LevelLine(left, right, middle, higher, filled, strength);
    }

    /** The same line, its {@link #filled} counted in {@code map}. */
    LevelLine filledBy(LineMap map) {
        int seen = 0;
        int columns = 0;
        for (double x = left; x <= right; x += 3) {
            seen += map.showsLine((int) x, at(x), strength) ? 1 : 0;
            columns++;
        }
        return new LevelLine(left, right, middle, curve, (double) seen / columns, strength);
    }
}
