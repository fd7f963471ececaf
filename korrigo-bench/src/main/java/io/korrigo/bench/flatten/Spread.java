package io.korrigo.bench.flatten;

import java.util.List;
import java.util.Locale;

/**
 * Figures of the same thing, measured several times.
 *
 * @param median the one in the middle
 * @param least the smallest
 * @param most the largest
 */
record Spread(double median, double least, double most) {
    /** @param figures at least one */
    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return new Spread(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** In milliseconds where the figures are seconds: "4.2 (4.0 to 4.9)". */
    String millis() {
        return digits(median) + " (" + digits(least) + " to " + digits(most) + ")";
    }

    /** Three digits of milliseconds. */
    static String digits(double seconds) {
        double millis = seconds * 1000;
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%.0f", millis);
    }
}
