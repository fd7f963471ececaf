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

    private CellOdds() {}

    /** By the alphabet's classes; sums to 1. */
    static double[] of(CellReading cell, Alphabet alphabet) {
        float[] all = cell.probabilities();
        int count = alphabet.classes.length;
        double[] classes = new double[count];
        double sum = 0;
        for (int c = 0; c < count; c++) {
            classes[c] = all[alphabet.classes[c]] + FOREIGN_CLASS / count;
            classes[c] = Math.pow(classes[c], 1 / TEMPERATURE);
            sum += classes[c];
        }
        for (int c = 0; c < count; c++) {
            classes[c] /= sum;
        }
        double[] mixed = new double[count];
        double[][] mistaken = alphabet == Alphabet.DATES ? Confusions.DATES : Confusions.NAMES;
        for (int read = 0; read < count; read++) {
            for (int truth = 0; truth < count; truth++) {
                mixed[truth] += CONFUSED * classes[read] * mistaken[read][truth];
            }
        }
        for (int c = 0; c < count; c++) {
            mixed[c] += (1 - CONFUSED - SENSELESS) * classes[c] + SENSELESS / count;
        }
        return mixed;
    }
}
