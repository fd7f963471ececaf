package io.korrigo.bench.flatten;

import io.korrigo.bench.options.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to measure flattening, and where to write it.
 *
 * @param docs folder with {@code performance.md}
 * @param rounds of measuring flattening and copying in turn
 * @param seconds of CPU for each
 * @param warmUp seconds of CPU before them
 * @param muPdfCopies made by MuPDF for each kind of pages and fonts
 * @param python interpreter that has PyMuPDF, or null to go without
 */
record FlattenReportOptions(
        Path docs,
        int rounds,
        double seconds,
        double warmUp,
        int muPdfCopies,
        @Nullable Path python) {
    static final String USAGE =
            "[--quick] [--rounds 7] [--mupdf-copies 40] [--python /usr/bin/python3 | --python none] [--docs DIR]";

    /** The command that measures the same. */
    String command() {
        return "./korrigo bench flatten-report --rounds " + rounds + " --mupdf-copies " + muPdfCopies;
    }

    /** What the command line says. */
    static FlattenReportOptions of(Options given) {
        boolean quick = given.flag("--quick");
        String debians = "/usr/bin/python3";
        String python = given.text("--python", Files.isExecutable(Path.of(debians)) ? debians : "none");
        return new FlattenReportOptions(
                given.docs(),
                given.number("--rounds", 1, quick ? 2 : 7),
                quick ? 0.3 : 1.5,
                quick ? 0.5 : 25,
                given.number("--mupdf-copies", 0, quick ? 3 : 40),
                python.equals("none") ? null : Path.of(python));
    }
}
