package io.korrigo.bench.engine;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long each of many calls took.
 *
 * @param nanos of each, shortest first
 */
record Latencies(long[] nanos) {
    /** @param nanos in any order, at least one */
    Latencies {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    /** Milliseconds that this share of the calls, in percent, took at most. */
    double millis(double percent) {
        int index = (int) Math.ceil(nanos.length * percent / 100) - 1;
        return nanos[Math.max(0, index)] / 1e6;
    }

    /** The median in milliseconds, for a table. */
    String medianText() {
        return digits(millis(50));
    }

    /** The 99th percentile in milliseconds, for a table. */
    String p99Text() {
        return digits(millis(99));
    }

    /** Three digits. */
    static String digits(double millis) {
        return String.format(Locale.ROOT, millis < 1 ? "%.3f" : millis < 10 ? "%.2f" : "%.1f", millis);
    }
}
