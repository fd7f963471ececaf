package io.korrigo.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies whose likeliest student has a probability in one range.
 *
 * @param from lower end of the range, within it
 * @param to upper end, not within it unless it is 1
 * @param stated mean probability
 * @param right how many of the copies the likeliest student wrote
 */
record Bin(double from, double to, double stated, Share right) {
    private static final double[] EDGES = {0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1};
    /** A line that the matcher's simulation prints: range, copies, mean stated, share right. */
    private static final Pattern SIMULATED =
            Pattern.compile("\\s*(\\d\\.\\d+)-(\\d\\.\\d+)\\s+(\\d+)\\s+(\\d\\.\\d+)\\s+(\\d\\.\\d+)\\s*");

    /** The drawn pages that name a likeliest student; empty ranges are left out. */
    static List<Bin> of(List<PageLine> pages) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i + 1 < EDGES.length; i++) {
            double from = EDGES[i];
            double to = EDGES[i + 1];
            List<PageLine> within = pages.stream()
                    .filter(page -> page.probability() > 0 && page.probability() >= from)
                    .filter(page -> page.probability() < to || to == 1)
                    .toList();
            if (!within.isEmpty()) {
                double stated = within.stream()
                        .mapToDouble(PageLine::probability)
                        .average()
                        .orElse(0);
                bins.add(new Bin(from, to, stated, Share.of(within, page -> page.rank() == 1)));
            }
        }
        return bins;
    }

    /** The ranges that a simulation printed. */
    static List<Bin> parse(List<String> output) {
        List<Bin> bins = new ArrayList<>();
        for (String line : output) {
            Matcher fields = SIMULATED.matcher(line);
            if (fields.matches()) {
                long copies = Long.parseLong(fields.group(3));
                bins.add(new Bin(
                        Double.parseDouble(fields.group(1)),
                        Double.parseDouble(fields.group(2)),
                        Double.parseDouble(fields.group(4)),
                        new Share(Math.round(copies * Double.parseDouble(fields.group(5))), copies)));
            }
        }
        return bins;
    }

    /** "99 to 99.9 %". */
    String range() {
        return percent(from) + " to " + percent(to) + " %";
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f", 100 * value).replaceFirst("\\.?0+$", "");
    }
}
