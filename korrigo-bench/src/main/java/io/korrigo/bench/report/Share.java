package io.korrigo.bench.report;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Predicate;

/** A part of a whole, with how surely its share is known. */
record Share(long part, long whole) {
    private static final double Z = 1.96;

    static <T> Share of(Collection<T> all, Predicate<T> part) {
        return new Share(all.stream().filter(part).count(), all.size());
    }

    double value() {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** Lower end of Wilson's 95 % interval. */
    double low() {
        return Math.max(0, centre() - spread());
    }

    /** Upper end of Wilson's 95 % interval. */
    double high() {
        return Math.min(1, centre() + spread());
    }

    private double centre() {
        return whole == 0 ? 0 : (value() + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
    }

    private double spread() {
        return whole == 0
                ? 0
                : Z / (1 + Z * Z / whole) * Math.sqrt(value() * (1 - value()) / whole + Z * Z / (4.0 * whole * whole));
    }

    /** "254 of 256". */
    String counted() {
        return part + " of " + whole;
    }

    /** "99.2 %", never rounded up to 100. */
    String percent() {
        if (whole == 0) {
            return "-";
        }
        double percent = part == whole ? 100 : Math.min(99.99, 100 * value());
        return String.format(Locale.ROOT, percent > 99 && part < whole ? "%.2f %%" : "%.1f %%", percent);
    }
}
