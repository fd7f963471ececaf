package io.korrigo.bench.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to measure and where to write.
 *
 * @param data folder of the IDX files of handwriting, or null to write with fonts
 * @param out where measurements are kept; those that are there for the same options are not made again
 * @param docs folder with {@code identification.md}, which gets the figures
 * @param pages for each quality and seed
 * @param seeds each gives one of its own to every quality, ten times as large and on, so that other people write there
 * @param rosters sizes, growing
 * @param simulated headers for each kind and setting of the matcher's simulation; four times as many legible ones
 * @param threads that draw and read pages
 * @param throughput CSV of the throughput evaluation, or null for {@code throughput.csv} in {@code out}, if it is there
 */
record ReportOptions(
        @Nullable Path data,
        Path out,
        Path docs,
        int pages,
        List<Long> seeds,
        List<Integer> rosters,
        int simulated,
        int threads,
        @Nullable Path throughput) {
    static final String USAGE =
            "[--data DIR] [--quick] [--pages 250] [--seeds 11,12,13,14] [--rosters 35,400,1200,10000]"
                    + " [--simulated 500] [--threads 2] [--throughput FILE.csv] [--out DIR] [--docs DIR]";

    ReportOptions {
        seeds = List.copyOf(seeds);
        rosters = List.copyOf(rosters);
    }

    /** The command that measures the same; folders are the reader's own. */
    String command() {
        return "./korrigo bench report" + (data == null ? "" : " --data DIR") + " --pages " + pages + " --seeds "
                + joined(seeds) + " --rosters " + joined(rosters) + " --simulated " + simulated;
    }

    private static String joined(List<? extends Number> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException when an option is unknown, lacks its value or has a bad one */
    static ReportOptions parse(List<String> arguments) {
        Path home = Path.of(System.getProperty("korrigo.home", "."));
        List<String> rest = new ArrayList<>(arguments);
        boolean quick = rest.remove("--quick");
        Path data = null;
        Path out = home.resolve("target").resolve(quick ? "report-quick" : "report");
        Path docs = home.resolve("docs");
        Path throughput = null;
        int pages = quick ? 75 : 250;
        int simulated = quick ? 220 : 500;
        int threads = 2;
        List<Long> seeds = List.of(11L, 12L, 13L, 14L);
        List<Integer> rosters = List.of(35, 400, 1200, 10_000);
        for (int i = 0; i < rest.size(); i += 2) {
            String option = rest.get(i);
            if (i + 1 == rest.size()) {
                throw new IllegalArgumentException("No value for " + option);
            }
            String value = rest.get(i + 1);
            switch (option) {
                case "--data" -> data = Path.of(value);
                case "--out" -> out = Path.of(value);
                case "--docs" -> docs = Path.of(value);
                case "--pages" -> pages = Integer.parseInt(value);
                case "--simulated" -> simulated = Integer.parseInt(value);
                case "--threads" -> threads = Integer.parseInt(value);
                case "--throughput" -> throughput = Path.of(value);
                case "--seeds" ->
                    seeds = Arrays.stream(value.split(",")).map(Long::valueOf).toList();
                case "--rosters" ->
                    rosters = Arrays.stream(value.split(","))
                            .map(Integer::valueOf)
                            .toList();
                default -> throw new IllegalArgumentException("No such option: " + option);
            }
        }
        return new ReportOptions(data, out, docs, pages, seeds, rosters, simulated, threads, throughput);
    }
}
