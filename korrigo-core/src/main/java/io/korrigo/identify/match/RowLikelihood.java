package io.korrigo.identify.match;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one row of a header says about each of the roster's spellings of it, computed when asked for and kept.
 *
 * <p>A row that was not found says the same of everybody: likelihood 1. <b>Threads:</b> for one thread.
 */
final class RowLikelihood {
    /** The pupil left the row empty. */
    private static final double ROW_EMPTY = 0.003;
    /** The row was cut out wrongly, or holds something else altogether. */
    private static final double ROW_SENSELESS = 0.001;
    /** Fewer boxes with ink are specks, not a name. */
    static final int FEWEST_LETTERS = 2;
    /** Fewer are no date: 3/4/08. */
    static final int FEWEST_DIGITS = 4;
    /** Mean probability of the best class below which nobody could read the row. */
    private static final double ILLEGIBLE = 0.35;

    /** A spelling less likely than a stranger's name by this factor is out, however much. */
    private static final double NEGLIGIBLE = 1e-18;

    private final @Nullable RowAligner row;
    private final List<List<Spelling>> spellings;
    private final List<List<Spelling>> swappedSpellings;
    private final double[] known;
    private final double[] knownSwapped;
    private final double background;
    private final int fewestInked;
    private final double negligible;

    RowLikelihood(
            @Nullable RowAligner row,
            List<List<Spelling>> spellings,
            List<List<Spelling>> swappedSpellings,
            int fewestInked,
            double stranger) {
        this.row = row;
        this.spellings = spellings;
        this.swappedSpellings = swappedSpellings;
        this.fewestInked = fewestInked;
        negligible = stranger * NEGLIGIBLE;
        known = unknown(spellings.size());
        knownSwapped = unknown(swappedSpellings.size());
        background = row == null ? 0 : ROW_EMPTY * row.blank() + ROW_SENSELESS * row.senseless();
    }

    private static double[] unknown(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** Log likelihood of the row given spelling number {@code index} of its own field. */
    double of(int index) {
        if (Double.isNaN(known[index])) {
            known[index] = row == null ? 0 : log(row.likelihood(spellings.get(index), negligible));
        }
        return known[index];
    }

    /** Log likelihood of the row given spelling number {@code index} of the other name's field. */
    double swapped(int index) {
        if (Double.isNaN(knownSwapped[index])) {
            knownSwapped[index] = row == null ? 0 : log(row.likelihood(swappedSpellings.get(index), negligible));
        }
        return knownSwapped[index];
    }

    /** Log likelihood of the row given any text in signs of its alphabet. */
    double ofText(byte[] text) {
        return row == null || text.length == 0 ? 0 : log(row.likelihood(List.of(new Spelling(text, 1)), negligible));
    }

    /** What the row most likely says, box by box; empty when it was not found or left empty. */
    byte[] bestText() {
        return row == null ? new byte[0] : row.bestText();
    }

    /** Logarithm of a likelihood of this row's text, after allowing for an empty or a senseless row. */
    double log(double likelihood) {
        // the smallest number counts in a row of hundreds of boxes only, whose background is none
        return row == null ? 0 : Math.log(likelihood + background + Double.MIN_NORMAL);
    }

    boolean found() {
        return row != null;
    }

    /** Whether the row has ink enough to be a name or a date. */
    boolean written() {
        return row != null && row.inked() >= fewestInked;
    }

    /** Whether the row is written and not all of it illegible. */
    boolean legible() {
        return row != null && written() && row.sharpness() >= ILLEGIBLE;
    }

    /**
     * How well the row agrees with a text of log likelihood {@code log}: about the share of its boxes that do, 0 to 1;
     * 0.5 where the row is missing.
     */
    double agreement(double log) {
        if (row == null || !written()) {
            return 0.5;
        }
        // One box that disagrees costs about this much: the floor of a class in a box that is read clearly.
        double perBox = 6;
        return Math.max(0, Math.min(1, 1 + log / (perBox * row.inked())));
    }
}
