package io.korrigo.identify.match;

import io.korrigo.identify.CellReading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What the character model takes for what, counted on handwriting of the writers by whom it was calibrated, on normal and
 * on hard scans.
 *
 * <p>A box that the model is wrong about holds more probably a character that it has been seen to mistake so than any
 * other.
 *
 * <p>Otherwise a box that disagrees would cost the same whatever it was read as: H for M is an everyday error, H for S
 * is not. One part in a hundred of each box's distribution goes to what its likely readings are mistaken for, another
 * stays uniform. The table belongs to a model; a new one wants a new table, though an old one only costs a little.
 *
 * <p><b>Threads:</b> immutable.
 */
final class Confusions {
    /** Counts added to each pair, for those that were never seen. */
    private static final double UNSEEN = 0.5;

    private static final Confusions SHIPPED = load("confusions.csv");
    static final double[][] NAMES = SHIPPED.mistaken(Alphabet.NAMES);
    static final double[][] DATES = SHIPPED.mistaken(Alphabet.DATES);

    /** Cells by what they hold and what was read, in the order of {@link CellReading#CLASSES}. */
    private final double[][] counts;

    private Confusions(double[][] counts) {
        this.counts = counts;
    }

    static Confusions load(String resource) {
        int classes = CellReading.CLASSES.length();
        double[][] counts = new double[classes][classes];
        try (InputStream in = Confusions.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing beside " + Confusions.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.readLine();
            for (int truth = 0; truth < classes; truth++) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException(resource + " has " + truth + " rows, not " + classes);
                }
                String[] cells = line.split(",");
                for (int read = 0; read < classes; read++) {
                    counts[truth][read] = Double.parseDouble(cells[read + 1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Confusions(counts);
    }

    /**
     * For each class of the alphabet that may be read, what a box holds where that is wrong: a distribution over the
     * alphabet's classes, each truth as usual as any other.
     */
    double[][] mistaken(Alphabet alphabet) {
        int size = alphabet.classes.length;
        double[][] mistaken = new double[size][size];
        for (int read = 0; read < size; read++) {
            double sum = 0;
            for (int truth = 0; truth < size; truth++) {
                if (truth != read) {
                    double[] row = counts[alphabet.classes[truth]];
                    double all = UNSEEN * size;
                    for (int c : alphabet.classes) {
                        all += row[c];
                    }
                    mistaken[read][truth] = (row[alphabet.classes[read]] + UNSEEN) / all;
                    sum += mistaken[read][truth];
                }
            }
            for (int truth = 0; truth < size; truth++) {
                mistaken[read][truth] /= sum;
            }
        }
        return mistaken;
    }
}
