package io.korrigo.scan;

/**
 * One page of a pile: a view, or what is on one side of its fold.
 *
 * @param view index of the view, from 0
 * @param part which part of it, once it is upright
 * @param quarterTurns clockwise quarter turns, 0 to 3, that bring the view upright
 * @param fold where to cut the upright view, as a fraction of its width from the left; 1 where the page is all of it
 * @param sheet index of the sheet of paper in the pile, from 0
 * @param recto whether it is on the side that has the first page
 * @param blank whether nobody wrote on it
 */
public record PilePage(int view, Part part, int quarterTurns, double fold, int sheet, boolean recto, boolean blank) {
    /** @throws IllegalArgumentException for a negative index, other turns, or a fold outside the view */
    public PilePage {
        if (view < 0 || sheet < 0 || quarterTurns < 0 || quarterTurns > 3) {
            throw new IllegalArgumentException("Views and sheets count from 0, quarter turns are 0 to 3");
        }
        if (part == Part.WHOLE ? fold != 1 : !(fold > 0 && fold < 1)) {
            throw new IllegalArgumentException("A fold lies within its view, not at " + fold);
        }
    }
}
