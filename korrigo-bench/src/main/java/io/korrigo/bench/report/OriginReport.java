package io.korrigo.bench.report;

import io.korrigo.bench.identify.DecisionEvaluation;
import io.korrigo.bench.identify.IdentificationEvaluation;
import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Measures whether the error of identification depends on where names come from, and writes the table into
 * {@code docs/identification/origins.md}: half of the pages are students', the others are by people who resemble them.
 *
 * <p>{@code ./korrigo bench origins-report --data ../shared/handwriting}; the options are {@link #USAGE}. Of readings that
 * {@code ./korrigo bench identification --out} kept nothing is drawn: it decides on them again, also against altered rosters.
 */
public final class OriginReport {
    static final String USAGE =
            "[READINGS.gz...] [--data DIR] [--pages 400] [--seeds 1,2] [--students 1600] [--form random] [--out DIR] [--docs DIR]";

    private OriginReport() {}

    /**
     * What to measure: as many pages for each seed, the first half of the seeds on normal, the others on hard scans; or kept
     * readings.
     */
    record Plan(
            List<Path> readings,
            @Nullable Path data,
            int pages,
            List<Long> seeds,
            int students,
            String form,
            Path out,
            Path docs) {
        static Plan of(Options given) {
            Path data = given.path("--data");
            int pages = given.number("--pages", 8, 400);
            List<Long> seeds = given.seeds("--seeds", List.of(1L, 2L));
            int students = given.number("--students", 1, 1600);
            String form = given.text("--form", "random");
            Path out = given.path("--out", Options.home().resolve("target/origins"));
            Path docs = given.docs();
            List<Path> readings = given.values().stream().map(Path::of).toList();
            return new Plan(readings, data, pages, seeds, students, form, out, docs);
        }

        ScanQuality quality(int seed) {
            return 2 * seed < seeds.size() ? ScanQuality.NORMAL : ScanQuality.HARD;
        }

        String command() {
            return "./korrigo bench origins-report" + (data == null ? "" : " --data DIR") + " --pages " + pages
                    + " --seeds "
                    + String.join(",", seeds.stream().map(String::valueOf).toList()) + " --students " + students
                    + " --form "
                    + form;
        }
    }

    /** A page and what became of it. */
    private record Line(String origin, PageKind kind, boolean identified, boolean right) {
        boolean own() {
            return kind == PageKind.OK;
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "look-alike strangers by the origin of their names; writes docs/identification/origins.md",
                USAGE,
                Plan::of,
                OriginReport::write);
    }

    private static void write(Plan plan) throws Exception {
        if (!plan.readings().isEmpty()) {
            write(plan, altered(plan.readings()));
            return;
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < plan.seeds().size(); i++) {
            Path folder = plan.out().resolve(String.valueOf(plan.seeds().get(i)));
            List<String> arguments = new ArrayList<>(List.of("--stack", "lookalikes", "--out", folder.toString()));
            if (plan.data() != null) {
                arguments.addAll(List.of("--data", plan.data().toString()));
            }
            String quality = plan.quality(i).name().toLowerCase(Locale.ROOT);
            arguments.addAll(List.of("--students", String.valueOf(plan.students()), "--quality", quality));
            arguments.addAll(List.of("--pages", String.valueOf(plan.pages()), "--form", plan.form()));
            arguments.addAll(List.of("--seed", String.valueOf(plan.seeds().get(i))));
            IdentificationEvaluation.evaluation().measure(arguments);
            lines.addAll(read(folder));
        }
        write(plan, text(plan, lines));
    }

    private static void write(Plan plan, String text) throws IOException {
        FigureFile.write(plan.docs().resolve("identification/origins.md"), "Names of many origins: figures", text);
    }

    private static String altered(List<Path> readings) throws IOException {
        return FigureFile.measured("./korrigo bench origins-report OUT/*/readings.gz")
                + "on " + readings.size()
                + " readings that were kept. Own pages are also held against rosters that lack their writers,"
                + " or have a look-alike in their place.\n\n## Each with its own roster\n\n"
                + DecisionEvaluation.byOrigin(readings, false)
                + "\n\n## All rosters as one\n\n"
                + DecisionEvaluation.byOrigin(readings, true) + "\n";
    }

    private static List<Line> read(Path folder) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Line> lines = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(folder.resolve("pages.csv"), StandardCharsets.UTF_8);
                CSVParser parser = format.parse(in)) {
            for (CSVRecord line : parser) {
                boolean identified = line.get("decision").equals("IDENTIFIED");
                boolean right = identified && line.get("rank").equals("1");
                lines.add(new Line(line.get("origin"), PageKind.valueOf(line.get("kind")), identified, right));
            }
        }
        return lines;
    }

    private static String text(Plan plan, List<Line> lines) {
        MarkdownTable table = new MarkdownTable(
                "names",
                "own pages identified",
                "look-alikes one letter off identified",
                "two",
                "three or more",
                "a letter and a digit");
        lines.stream()
                .map(Line::origin)
                .distinct()
                .sorted()
                .forEach(origin -> row(
                        table,
                        origin,
                        lines.stream()
                                .filter(line -> line.origin().equals(origin))
                                .toList()));
        row(table, "all", lines);
        return FigureFile.measured(plan.command()) + table;
    }

    private static void row(MarkdownTable table, String name, List<Line> lines) {
        table.row(
                name,
                cell(lines, Line::own),
                cell(lines, line -> line.kind() == PageKind.ONE_LETTER_OFF),
                cell(lines, line -> line.kind() == PageKind.TWO_LETTERS_OFF),
                cell(lines, line -> line.kind() == PageKind.MORE_LETTERS_OFF),
                cell(lines, line -> line.kind() == PageKind.LETTER_AND_DIGIT_OFF));
    }

    /** How many of them were identified; of more than forty also the share. */
    private static String cell(List<Line> lines, Predicate<Line> which) {
        List<Line> those = lines.stream().filter(which).toList();
        Share share = Share.of(those, line -> line.own() ? line.right() : line.identified());
        return share.counted() + (those.size() > 40 ? ", " + share.percent() : "");
    }
}
