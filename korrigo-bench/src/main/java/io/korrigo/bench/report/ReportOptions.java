package io.korrigo.bench.report;

import io.korrigo.bench.options.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to measure and where to write.
 *
 * @param data folder of the IDX files of handwriting, or null to write with fonts
 * @param out where measurements are kept; those that are there for the same options are not made again
 * @param docs folder whose {@code identification/figures.md} gets the figures
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

    /** What the command line says. */
    static ReportOptions of(Options given) {
        boolean quick = given.flag("--quick");
        Path target = Options.home().resolve("target");
        return new ReportOptions(
                given.path("--data"),
                given.path("--out", target.resolve(quick ? "report-quick" : "report")),
                given.docs(),
                given.number("--pages", 1, quick ? 75 : 250),
                given.seeds("--seeds", List.of(11L, 12L, 13L, 14L)),
                given.numbers("--rosters", 1, List.of(35, 400, 1200, 10_000)),
                given.number("--simulated", 1, quick ? 220 : 500),
                given.number("--threads", 1, 2),
                given.path("--throughput"));
    }
}
