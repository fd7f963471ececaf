package io.korrigo.bench.identify;

import io.korrigo.testkit.pages.ScanQuality;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate.
 *
 * @param data folder of the IDX files of handwriting, or null to write with fonts
 * @param students on the roster
 * @param pages to draw
 * @param form "random", "v2", "v3" or "ccyc"
 * @param out where the CSV and the failing pages go, or null for nowhere
 * @param dumpFailures whether pages that were not as expected are saved
 */
record EvaluationOptions(
        @Nullable Path data,
        int students,
        int pages,
        ScanQuality quality,
        long seed,
        String form,
        @Nullable Path out,
        boolean dumpFailures) {
    static final String USAGE =
            "[--data DIR] [--students 100] [--pages 300] [--quality easy|normal|hard|worst] [--seed 1]"
                    + " [--form random|v2|v3|ccyc] [--out DIR [--dump-failures]]";

    /** @throws IllegalArgumentException when an option is unknown, lacks its value or has a bad one */
    static EvaluationOptions parse(String... arguments) {
        Path data = null;
        Path out = null;
        int students = 100;
        int pages = 300;
        ScanQuality quality = ScanQuality.NORMAL;
        long seed = 1;
        String form = "random";
        boolean dumpFailures = false;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--dump-failures")) {
                dumpFailures = true;
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("No value for " + option);
            }
            String value = arguments[++i];
            switch (option) {
                case "--data" -> data = Path.of(value);
                case "--out" -> out = Path.of(value);
                case "--students" -> students = Integer.parseInt(value);
                case "--pages" -> pages = Integer.parseInt(value);
                case "--quality" -> quality = ScanQuality.valueOf(value.toUpperCase(Locale.ROOT));
                case "--seed" -> seed = Long.parseLong(value);
                case "--form" -> form = value;
                default -> throw new IllegalArgumentException("No such option: " + option);
            }
        }
        return new EvaluationOptions(data, students, pages, quality, seed, form, out, dumpFailures);
    }
}
