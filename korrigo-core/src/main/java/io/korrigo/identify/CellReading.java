package io.korrigo.identify;

import io.korrigo.exam.PageRegion;
import java.util.Arrays;

/**
 * What one box of a comb may hold: a calibrated probability for each class of {@link #CLASSES}.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class CellReading {
    /** A to Z, then 0 to 9, then {@link #BLANK}, then {@link #CROSSED_OUT}: the model's output order. */
    public static final String CLASSES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 #";

    /** The class of an empty box. */
    public static final char BLANK = ' ';

    /** The class of a box whose letter was crossed out. */
    public static final char CROSSED_OUT = '#';

    /** Of a box in which there is no ink to read; not to be changed. */
    public static final float[] EMPTY = empty();

    /** Of a box without ink, 0 to 1: blank, but the eraser may have taken a thin stroke for a line. */
    private static final float SURELY_EMPTY = 0.996f;

    private final PageRegion region;
    private final float[] probabilities;

    /**
     * @param region the box on the page as it was handed in, before any turning
     * @param probabilities one for each class, in the order of {@link #CLASSES}, summing to 1
     * @throws IllegalArgumentException when there are not as many probabilities as classes, or one is not in 0 to 1
     */
    public CellReading(PageRegion region, float[] probabilities) {
        if (probabilities.length != CLASSES.length()) {
            throw new IllegalArgumentException(
                    "Expected " + CLASSES.length() + " probabilities, got " + probabilities.length);
        }
        for (float p : probabilities) {
            if (!(p >= 0 && p <= 1.0001f)) {
                throw new IllegalArgumentException("Not a probability: " + p);
            }
        }
        this.region = region;
        this.probabilities = probabilities.clone();
    }

    private static float[] empty() {
        float[] probabilities = new float[CLASSES.length()];
        Arrays.fill(probabilities, (1 - SURELY_EMPTY) / (CLASSES.length() - 1));
        probabilities[CLASSES.indexOf(BLANK)] = SURELY_EMPTY;
        return probabilities;
    }

    /** Where the box is on the page that was handed in. */
    public PageRegion region() {
        return region;
    }

    /**
     * Probability, 0 to 1, that the box holds {@code c}.
     *
     * @throws IllegalArgumentException when {@code c} is not in {@link #CLASSES}
     */
    public double probability(char c) {
        int index = CLASSES.indexOf(c);
        if (index < 0) {
            throw new IllegalArgumentException("Not a class of cells: '" + c + "'");
        }
        return probabilities[index];
    }

    /** All probabilities in the order of {@link #CLASSES}; a copy. */
    public float[] probabilities() {
        return probabilities.clone();
    }

    /** The likeliest class. */
    public char best() {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return CLASSES.charAt(best);
    }

    /**
     * The likeliest of some classes.
     *
     * @param classes one or more of {@link #CLASSES}
     */
    public char best(String classes) {
        char best = classes.charAt(0);
        for (int i = 1; i < classes.length(); i++) {
            if (probability(classes.charAt(i)) > probability(best)) {
                best = classes.charAt(i);
            }
        }
        return best;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellReading that
                && region.equals(that.region)
                && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return 31 * region.hashCode() + Arrays.hashCode(probabilities);
    }
}
