package io.korrigo.bench.identify;

import io.korrigo.testkit.pages.ScanQuality;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate.
 *
 * @param data folder of the IDX files of handwriting, or null to write with fonts
 * @param rosters sizes of the rosters that each page is matched with, growing: a larger one begins with all students of
 *     the smaller, and those of the smallest write the pages
 * @param pages to draw
 * @param form "random", "v2", "v3" or "ccyc"
 * @param out where the CSV and the failing pages go, or null for nowhere
 * @param dumpFailures whether pages that were not as expected are saved
 * @param oneEach whether each student writes one page at most, as in an exam, so that all are decided together too
 * @param turned how many pages of 100 went into the scanner on their side or upside down
 * @param threads that draw and read pages; the answers are the same for any number
 */
record EvaluationOptions(
        @Nullable Path data,
        List<Integer> rosters,
        int pages,
        ScanQuality quality,
        long seed,
        String form,
        @Nullable Path out,
        boolean dumpFailures,
        boolean oneEach,
        int turned,
        int threads) {
    static final String USAGE =
            "[--data DIR] [--students 100[,400...]] [--pages 300] [--quality easy|normal|hard|worst] [--seed 1]"
                    + " [--form random|v2|v3|ccyc] [--turned PERCENT] [--threads 1] [--one-each] [--out DIR [--dump-failures]]";

    /** @throws IllegalArgumentException when the rosters don't grow from at least one student */
    EvaluationOptions {
        rosters = List.copyOf(rosters);
        for (int i = 0; i < rosters.size(); i++) {
            if (rosters.get(i) <= (i == 0 ? 0 : rosters.get(i - 1))) {
                throw new IllegalArgumentException("Rosters grow from at least one student: " + rosters);
            }
        }
    }

    /** @throws IllegalArgumentException when an option is unknown, lacks its value or has a bad one */
    static EvaluationOptions parse(String... arguments) {
        Path data = null;
        Path out = null;
        List<Integer> rosters = List.of(100);
        int pages = 300;
        ScanQuality quality = ScanQuality.NORMAL;
        long seed = 1;
        String form = "random";
        boolean dumpFailures = false;
        boolean oneEach = false;
        int turned = 0;
        int threads = 1;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--dump-failures")) {
                dumpFailures = true;
                continue;
            }
            if (option.equals("--one-each")) {
                oneEach = true;
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("No value for " + option);
            }
            String value = arguments[++i];
            switch (option) {
                case "--data" -> data = Path.of(value);
                case "--out" -> out = Path.of(value);
                case "--students" ->
                    rosters = Arrays.stream(value.split(","))
                            .map(Integer::valueOf)
                            .toList();
                case "--pages" -> pages = Integer.parseInt(value);
                case "--quality" -> quality = ScanQuality.valueOf(value.toUpperCase(Locale.ROOT));
                case "--seed" -> seed = Long.parseLong(value);
                case "--form" -> form = value;
                case "--turned" -> turned = Integer.parseInt(value);
                case "--threads" -> threads = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("No such option: " + option);
            }
        }
        return new EvaluationOptions(
                data, rosters, pages, quality, seed, form, out, dumpFailures, oneEach, turned, threads);
    }
}
