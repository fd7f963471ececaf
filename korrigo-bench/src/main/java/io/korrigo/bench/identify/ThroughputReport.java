package io.korrigo.bench.identify;

import io.korrigo.bench.identify.CpuClock.Cost;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Costs by measure, round by round; says medians and what they are of each other. Confined to one thread. */
final class ThroughputReport {
    static final String DECODING = "decode only";
    /** Korrigo on one thread, on the pages that the baseline reads: what a ratio may be taken of. */
    static final String SAME_PAGES = "Korrigo on the baseline's";

    static final String BASELINE = "Tesseract baseline";

    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    static String korrigo(int threads) {
        return "Korrigo, " + threads + (threads == 1 ? " thread" : " threads");
    }

    void add(String measure, Cost cost) {
        costs.computeIfAbsent(measure, key -> new ArrayList<>()).add(cost);
    }

    /** A line for the end of the report. */
    void remark(String format, Object... values) {
        remarks.add(String.format(Locale.ROOT, format, values));
    }

    /** The cost in the middle of the rounds by CPU time, or empty where nothing was measured. */
    Optional<Cost> median(String measure) {
        List<Cost> rounds = costs.getOrDefault(measure, List.of()).stream()
                .sorted(Comparator.comparingDouble(Cost::cpuMillis))
                .toList();
        return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() / 2));
    }

    private double pagesPerSecond(String measure) {
        double[] rounds = costs.getOrDefault(measure, List.of()).stream()
                .mapToDouble(Cost::pagesPerSecond)
                .sorted()
                .toArray();
        return rounds.length == 0 ? Double.NaN : rounds[rounds.length / 2];
    }

    private double cpu(String measure) {
        return median(measure).map(Cost::cpuMillis).orElse(Double.NaN);
    }

    void print(PrintStream to) {
        PlainReport out = new PlainReport(to);
        out.line("%-26s %7s %6s %12s %12s %10s", "medians", "rounds", "pages", "CPU ms/page", "min-max", "pages/s");
        costs.forEach((measure, rounds) -> out.line(
                "%-26s %7d %6d %12.1f %12s %10.2f",
                measure, rounds.size(), rounds.get(0).pages(), cpu(measure), range(rounds), pagesPerSecond(measure)));
        String one = korrigo(1);
        ratio(out, "CPU of Korrigo over decoding", cpu(one) / cpu(DECODING));
        ratio(out, "CPU of the baseline over Korrigo's", cpu(BASELINE) / cpu(SAME_PAGES));
        ratio(out, "pages/s of two threads over one", pagesPerSecond(korrigo(2)) / pagesPerSecond(one));
        remarks.forEach(to::println);
    }

    private static String range(List<Cost> rounds) {
        double[] millis = rounds.stream().mapToDouble(Cost::cpuMillis).sorted().toArray();
        return String.format(Locale.ROOT, "%.1f-%.1f", millis[0], millis[millis.length - 1]);
    }

    private static void ratio(PlainReport out, String what, double ratio) {
        if (!Double.isNaN(ratio)) {
            out.line("%-34s %.2f", what, ratio);
        }
    }

    /** One line of medians for each measure, a heading first. */
    List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("what,threads,pages_per_second,cpu_millis_per_page");
        for (String measure : costs.keySet()) {
            String[] parts = measure.split(", | thread");
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%s,%.3f,%.3f",
                    parts[0],
                    parts.length > 1 ? parts[1] : "1",
                    pagesPerSecond(measure),
                    cpu(measure)));
        }
        return lines;
    }
}
