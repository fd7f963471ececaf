package io.korrigo.identify.match;

import io.korrigo.identify.CellReading;

/**
 * A box's distribution over what its kind of row can hold, with a floor under every class: one confident misread must not
 * sink the right student.
 */
final class CellOdds {
    /** Share of boxes whose reading says nothing (foreign ink, a wrong letter by the pupil, a blunder of the model). */
    private static final double SENSELESS = 0.01;
    /** Share of boxes in which the model takes a character for another that it is known to mistake. */
    private static final double CONFUSED = 0.01;
    /**
     * Flattens each box: one hand and one bad scan make boxes fail together, so that their joint evidence is worth a
     * little less than the product of what each says. Alone, a box of the shipped model is calibrated at 1.0.
     */
    private static final double TEMPERATURE = 1.1;
    /** Probability given back to classes that this kind of row can't hold, so that noise among the others counts little. */
    private static final double FOREIGN_CLASS = 0.002;

    /**
     * Share of boxes, read however clearly, that hold something else: foreign ink, a neighbour's stroke. Of letters of
     * people who took no part in training, read at 0.999 to 0.9995, 0.0011 were wrong, and 0.0007 stated.
     */
    private static final double MISREAD = 0.0005;

    /** The same where nothing is to be spared. */
    private static final double CLEARLY_FOREIGN = 0.0002;

    private CellOdds() {}

    /** What the box shows as the model is calibrated, without anything that spares a student; sums to 1. */
    static double[] clear(CellReading cell, Alphabet alphabet) {
        return confused(own(cell, alphabet, 1, CLEARLY_FOREIGN), alphabet, MISREAD, 0);
    }

    /** By the alphabet's classes; sums to 1. */
    static double[] of(CellReading cell, Alphabet alphabet) {
        return confused(own(cell, alphabet, TEMPERATURE, FOREIGN_CLASS), alphabet, CONFUSED, SENSELESS);
    }

    /** Only what this kind of row can hold. */
    private static double[] own(CellReading cell, Alphabet alphabet, double temperature, double foreign) {
        float[] all = cell.probabilities();
        int count = alphabet.classes.length;
        double[] classes = new double[count];
        double sum = 0;
        for (int c = 0; c < count; c++) {
            classes[c] = Math.pow(all[alphabet.classes[c]] + foreign / count, 1 / temperature);
            sum += classes[c];
        }
        for (int c = 0; c < count; c++) {
            classes[c] /= sum;
        }
        return classes;
    }

    private static double[] confused(double[] classes, Alphabet alphabet, double mistakes, double senseless) {
        int count = classes.length;
        double[] mixed = new double[count];
        double[][] mistaken = alphabet == Alphabet.DATES ? Confusions.DATES : Confusions.NAMES;
        for (int read = 0; read < count; read++) {
            for (int truth = 0; truth < count; truth++) {
                mixed[truth] += mistakes * classes[read] * mistaken[read][truth];
            }
        }
        for (int c = 0; c < count; c++) {
            mixed[c] += (1 - mistakes - senseless) * classes[c] + senseless / count;
        }
        return mixed;
    }
}
