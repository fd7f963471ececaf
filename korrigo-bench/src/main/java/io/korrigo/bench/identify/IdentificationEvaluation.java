package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReader;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.StudentMatcher;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.GlyphSource;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.IdxGlyphSource;
import io.korrigo.testkit.pages.PageCase;
import io.korrigo.testkit.pages.PageCases;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.PageTruth;
import io.korrigo.testkit.pages.RosterGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws pages from handwriting that training left out, reads and matches them, and says how often that went right.
 *
 * <p>All pages follow from the seed. With {@code --out}, {@code pages.csv} there has a line for each page, and
 * {@code --dump-failures} saves each page whose answer was wrong or missing as {@code NUMBER-KIND.jpg}, with what
 * stands in it and what was read in {@code failures.txt}.
 *
 * <p>Run it by {@code ./korrigo bench identification --data ../shared/handwriting --pages 300}; the options are
 * {@link EvaluationOptions#USAGE}.
 */
public final class IdentificationEvaluation implements AutoCloseable {
    private final EvaluationOptions options;
    private final List<Student> roster;
    private final GlyphSource glyphs;
    private final HeaderReader reader = new HeaderReader();
    private final StudentMatcher matcher;
    private final EvaluationReport report;
    private final List<String> failures = new ArrayList<>();

    private IdentificationEvaluation(EvaluationOptions options) throws IOException {
        this.options = options;
        roster = new RosterGenerator(options.seed()).roster(options.students());
        glyphs = options.data() == null ? new FontGlyphSource() : IdxGlyphSource.keptOut(options.data());
        matcher = new StudentMatcher(roster);
        report = new EvaluationReport(roster);
    }

    public static void main(String[] arguments) throws IOException {
        EvaluationOptions options;
        try {
            options = EvaluationOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\nUsage: " + EvaluationOptions.USAGE);
            System.exit(2);
            return;
        }
        evaluate(options).print(System.out);
    }

    /** Evaluates as {@code options} say. */
    static EvaluationReport evaluate(EvaluationOptions options) throws IOException {
        try (IdentificationEvaluation evaluation = new IdentificationEvaluation(options)) {
            return evaluation.run();
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    private EvaluationReport run() throws IOException {
        if (options.out() != null) {
            Files.createDirectories(options.out());
        }
        int number = 0;
        for (PageCase page : new PageCases(roster, options.seed()).mixed(options.pages())) {
            page(++number, page);
        }
        if (options.out() != null) {
            Files.write(options.out().resolve("pages.csv"), report.csv(), StandardCharsets.UTF_8);
            Files.write(options.out().resolve("failures.txt"), failures, StandardCharsets.UTF_8);
        }
        return report;
    }

    private void page(int number, PageCase page) throws IOException {
        long seed = options.seed() * 1_000_003 + number;
        GeneratedPage drawn = page.draw(new PageGenerator(form(seed), glyphs, options.quality(), seed));
        long start = System.nanoTime();
        HeaderReading reading = reader.read(drawn.encoded());
        Identification identification = matcher.match(reading);
        double millis = (System.nanoTime() - start) / 1e6;
        List<RowScore> rows = drawn.truth().rows().stream()
                .map(row ->
                        RowScore.of(drawn.truth(), row, reading.row(row.field()).orElse(null)))
                .toList();
        PageResult result = new PageResult(number, page, identification, rows, millis);
        report.add(result);
        Path out = options.out();
        if (out != null && options.dumpFailures() && result.failed()) {
            Files.write(out.resolve(number + "-" + page.kind() + drawn.extension()), drawn.encoded());
            failures.add(failure(result, drawn.truth(), reading));
        }
    }

    private HeaderForm form(long seed) {
        return switch (options.form()) {
            case "v2" -> HeaderForm.cmenV2();
            case "v3" -> HeaderForm.cmenV3();
            case "ccyc" -> HeaderForm.ccyc();
            default -> HeaderForm.random(seed);
        };
    }

    private static String failure(PageResult result, PageTruth truth, HeaderReading reading) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d %s %s: %s%n",
                result.number(),
                result.page().kind(),
                result.identification().decision(),
                result.identification().reason()));
        for (PageTruth.Row row : truth.rows()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s: drawn [%s] in %d boxes, read [%s] in %d%n",
                    row.field(),
                    row.text(),
                    row.boxes().size(),
                    reading.row(row.field()).map(r -> r.bestText()).orElse("-"),
                    reading.row(row.field()).map(r -> r.cells().size()).orElse(0)));
        }
        return text.toString();
    }
}
