package io.korrigo.bench.report;

import io.korrigo.bench.identify.ThroughputEvaluation;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * One figure of the throughput evaluation.
 *
 * @param what was run
 * @param threads that ran it
 * @param pages a second
 * @param millis CPU time a page
 */
record ThroughputFigure(String what, int threads, double pages, double millis) {
    private static final int PAGES = 100;
    private static final int BASELINE_PAGES = 5;

    /**
     * Measures, unless the figures are given or there: no more pages than each quality has, and the baseline, which takes
     * seconds for each, only beside many.
     */
    static void measure(ReportOptions options) throws Exception {
        if (options.throughput() != null || Files.exists(options.out().resolve("throughput.csv"))) {
            return;
        }
        int pages = Math.min(PAGES, options.pages());
        int baselinePages = Math.min(BASELINE_PAGES, options.pages() / 15);
        List<String> arguments = new ArrayList<>(List.of("--rounds", "3", "--pages", String.valueOf(pages)));
        arguments.addAll(List.of("--baseline-pages", String.valueOf(baselinePages)));
        arguments.addAll(List.of("--out", options.out().toString()));
        if (options.data() != null) {
            arguments.addAll(List.of("--data", options.data().toString()));
        }
        ThroughputEvaluation.evaluation().measure(arguments);
    }

    /** The figures, or none where nobody has measured. */
    static List<ThroughputFigure> read(ReportOptions options) throws IOException {
        Path given = options.throughput();
        Path file = given == null ? options.out().resolve("throughput.csv") : given;
        if (given == null && !Files.exists(file)) {
            return List.of();
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<ThroughputFigure> figures = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser lines = format.parse(in)) {
            for (CSVRecord line : lines) {
                figures.add(new ThroughputFigure(
                        line.get("what"),
                        Integer.parseInt(line.get("threads")),
                        Double.parseDouble(line.get("pages_per_second")),
                        Double.parseDouble(line.get("cpu_millis_per_page"))));
            }
        }
        return figures;
    }

    /** Three digits that count. */
    static String digits(double value) {
        return new BigDecimal(value).round(new MathContext(3)).toPlainString();
    }

    /** "decode, 2 threads". */
    String label() {
        return what + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
