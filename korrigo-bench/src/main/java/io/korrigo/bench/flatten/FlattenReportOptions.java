package io.korrigo.bench.flatten;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** @throws IllegalArgumentException when an option is unknown, lacks its value or has a bad one */
    static FlattenReportOptions parse(List<String> arguments) {
        Path docs = Path.of(System.getProperty("korrigo.home", ".")).resolve("docs");
        boolean quick = arguments.contains("--quick");
        int rounds = quick ? 2 : 7;
        int copies = quick ? 3 : 40;
        Path debians = Path.of("/usr/bin/python3");
        Path python = Files.isExecutable(debians) ? debians : null;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--quick")) {
                continue;
            }
            if (++i == arguments.size()) {
                throw new IllegalArgumentException("No value for " + option);
            }
            String value = arguments.get(i);
            switch (option) {
                case "--docs" -> docs = Path.of(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--mupdf-copies" -> copies = Integer.parseInt(value);
                case "--python" -> python = value.equals("none") ? null : Path.of(value);
                default -> throw new IllegalArgumentException("No such option: " + option);
            }
        }
        return new FlattenReportOptions(docs, rounds, quick ? 0.3 : 1.5, quick ? 0.5 : 15, copies, python);
    }
}
