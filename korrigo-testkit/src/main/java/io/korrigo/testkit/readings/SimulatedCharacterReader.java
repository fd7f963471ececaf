package io.korrigo.testkit.readings;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Reads single boxes with a known share of errors, as a character model would, without pictures.
 *
 * <p>Each class is a point in a space of features, those that look alike lie close together; a box is its class's
 * point, moved by the writer's habit (the same for all boxes of a page) and by noise. The answer is the exact posterior
 * for the sum of both, so it is calibrated over many writers while the errors of one page go together, as they do in
 * life.
 *
 * <p><b>Threads:</b> immutable; random generators are handed in.
 */
public final class SimulatedCharacterReader {
    private static final int FEATURES = 24;
    /** Classes that are taken for each other, in groups. */
    private static final List<String> ALIKE = List.of(
            "OQD0", "IJ1LT7", "UV", "MNHW", "AR", "BE83", "S5", "Z27", "GC6", "FPE", "KXH", "Y4V", "EC", "DP", "9Q4",
            "I ");

    private static final double PULL = 0.35;
    private static final PageRegion NOWHERE = new PageRegion(0, 0, 1, 1);

    private final double[][] points;
    private final double spread;
    private final double sharpening;
    private final double unevenness;

    /**
     * A reader to whom all pages are alike.
     *
     * @param accuracy share of letters, digits and empty boxes that are read right, 0.3 to 0.999
     * @param sharpening exponent on the posterior: 1 is calibrated, above 1 is sure of itself beyond reason
     */
    public SimulatedCharacterReader(double accuracy, double sharpening) {
        this(accuracy, sharpening, 0);
    }

    /**
     * A reader to whom some pages are harder than others, which it doesn't notice: one bad hand or scan spoils all
     * boxes of a page together.
     *
     * @param accuracy of the middle page
     * @param unevenness standard deviation of the logarithm of a page's noise, 0 or more; 0.3 is a lot
     */
    public SimulatedCharacterReader(double accuracy, double sharpening, double unevenness) {
        if (!(accuracy >= 0.3 && accuracy <= 0.999)) {
            throw new IllegalArgumentException("Accuracy is 0.3 to 0.999, not " + accuracy);
        }
        this.sharpening = sharpening;
        this.unevenness = unevenness;
        points = points();
        spread = spreadFor(accuracy);
    }

    private SimulatedCharacterReader(double[][] points, double spread) {
        this.points = points;
        this.spread = spread;
        this.sharpening = 1;
        this.unevenness = 0;
    }

    private static double[][] points() {
        Random random = new Random(20240611);
        int classes = CellReading.CLASSES.length();
        double[][] points = new double[classes][FEATURES];
        for (double[] point : points) {
            for (int f = 0; f < FEATURES; f++) {
                point[f] = random.nextGaussian();
            }
        }
        for (String group : ALIKE) {
            for (int f = 0; f < FEATURES; f++) {
                double mean = 0;
                for (char c : group.toCharArray()) {
                    mean += points[CellReading.CLASSES.indexOf(c)][f] / group.length();
                }
                for (char c : group.toCharArray()) {
                    double[] point = points[CellReading.CLASSES.indexOf(c)];
                    point[f] += PULL * (mean - point[f]);
                }
            }
        }
        return points;
    }

    private double spreadFor(double accuracy) {
        double low = 0.1;
        double high = 10;
        for (int step = 0; step < 10; step++) {
            double middle = Math.sqrt(low * high);
            if (new SimulatedCharacterReader(points, middle).measuredAccuracy() > accuracy) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(low * high);
    }

    private double measuredAccuracy() {
        RandomGenerator random = new SplittableRandom(7);
        int right = 0;
        int trials = 1000;
        for (int i = 0; i < trials; i++) {
            char truth = CellReading.CLASSES.charAt(i % CellReading.CLASSES.length());
            right += hand(random).box(truth, random).best() == truth ? 1 : 0;
        }
        return (double) right / trials;
    }

    /** The hand of one page's writer. */
    public Hand hand(RandomGenerator random) {
        return new Hand(random);
    }

    /** How one writer draws each class. */
    public final class Hand {
        /** Share of the variance that is the writer's habit. */
        private static final double HABIT = 0.35;

        private final double[][] habit = new double[points.length][FEATURES];
        private final double noise;

        private Hand(RandomGenerator random) {
            double trouble = unevenness == 0 ? spread : spread * Math.exp(unevenness * random.nextGaussian());
            noise = trouble * Math.sqrt(1 - HABIT);
            double size = trouble * Math.sqrt(HABIT);
            for (double[] offsets : habit) {
                for (int f = 0; f < FEATURES; f++) {
                    offsets[f] = size * random.nextGaussian();
                }
            }
        }

        /** The reading of one box. */
        public CellReading box(char truth, RandomGenerator random) {
            int index = CellReading.CLASSES.indexOf(truth);
            double[] seen = new double[FEATURES];
            for (int f = 0; f < FEATURES; f++) {
                seen[f] = points[index][f] + habit[index][f] + noise * random.nextGaussian();
            }
            return new CellReading(NOWHERE, posterior(seen));
        }

        /** The readings of the boxes of one row. */
        public List<CellReading> boxes(String truth, RandomGenerator random) {
            List<CellReading> cells = new ArrayList<>();
            for (char c : truth.toCharArray()) {
                cells.add(box(c, random));
            }
            return cells;
        }
    }

    private float[] posterior(double[] seen) {
        double[] logs = new double[points.length];
        double best = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < logs.length; c++) {
            double distance = 0;
            for (int f = 0; f < FEATURES; f++) {
                double d = seen[f] - points[c][f];
                distance += d * d;
            }
            logs[c] = -sharpening * distance / (2 * spread * spread);
            best = Math.max(best, logs[c]);
        }
        double sum = 0;
        for (int c = 0; c < logs.length; c++) {
            logs[c] = Math.exp(logs[c] - best);
            sum += logs[c];
        }
        float[] probabilities = new float[logs.length];
        for (int c = 0; c < logs.length; c++) {
            probabilities[c] = (float) (logs[c] / sum);
        }
        return probabilities;
    }
}
