package io.korrigo.scan;

/**
 * Where a view has ink, as it is stored.
 *
 * @param width of the view in pixels
 * @param height of the view in pixels
 * @param fold where the view can be cut across its longer side without cutting through ink, as a fraction from left or
 *     top, near the middle; NaN where there is no such place
 * @param strokes how many strokes of a pen, at least, the whole view shows
 * @param firstStrokes the same of what is before the fold, or the middle
 * @param secondStrokes the same of what is behind it
 * @param map where strokes are
 */
record ViewInk(int width, int height, double fold, int strokes, int firstStrokes, int secondStrokes, InkMap map) {
    /** Dust and the scanner's edge make one or two. */
    private static final int BLANK = 2;

    boolean landscape() {
        return width > height;
    }

    /** Whether nobody wrote on the part of the view that stands upright after {@code turns} quarter turns. */
    boolean blank(Part part, int turns) {
        return switch (part) {
            case WHOLE -> strokes <= BLANK;
            case LEFT -> (beginsLeft(turns) ? firstStrokes : secondStrokes) <= BLANK;
            case RIGHT -> (beginsLeft(turns) ? secondStrokes : firstStrokes) <= BLANK;
        };
    }

    /** Whether what is first in the stored view, left or upper, is on the left once the view is turned. */
    private boolean beginsLeft(int turns) {
        return landscape() ? turns == 0 : turns == 3;
    }

    /** The fold as a fraction from the left of the view once it is turned; the middle where none was found. */
    double foldFromLeft(int turns) {
        double at = Double.isNaN(fold) ? 0.5 : fold;
        return beginsLeft(turns) ? at : 1 - at;
    }

    boolean foldFound() {
        return !Double.isNaN(fold);
    }

    /** How much two views look alike once each was turned upright, -1 to 1. */
    static double likeness(ViewInk one, int turnsOfOne, ViewInk other, int turnsOfOther) {
        return InkMap.likeness(one.map.turned(turnsOfOne), other.map.turned(turnsOfOther));
    }
}
