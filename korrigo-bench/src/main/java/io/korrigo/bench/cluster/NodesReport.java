package io.korrigo.bench.cluster;

import io.korrigo.bench.flatten.ScannedPages;
import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.bench.report.FigureFile;
import io.korrigo.bench.report.MarkdownTable;
import io.korrigo.bench.report.MarkedSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code korrigo bench nodes-report [--docs DIR] [COPIES [ROUNDS]]}: exports 200 copies of eight pages, or as many as are
 * asked for, by one local executor with two threads and by two worker processes on PostgreSQL in turn, and writes the
 * figures into {@code performance.md}. Both keep exams in the same database and files in the same folder; each process has
 * exported 2,000 copies before. Takes 36 MB of disk a copy, in the temporary folder.
 */
public final class NodesReport {
    /** Exports that don't count, and what each process draws in one: code that runs once a copy is compiled late. */
    private static final int WARM_UPS = 10;

    private static final int WARM_UP = 200;

    private NodesReport() {}

    /** What the command line says: the folder of the documents, the number of copies, how often each way is measured. */
    private record Sizes(Path docs, int copies, int rounds) {
        static Sizes of(Options given) {
            Path docs = given.docs();
            List<Integer> numbers = given.numbers(List.of(200, 5));
            if (numbers.size() > 2) {
                throw new IllegalArgumentException("Two numbers at most: copies and rounds");
            }
            return new Sizes(docs, numbers.get(0), numbers.size() < 2 ? 5 : numbers.get(1));
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "an export on one process and on two nodes; writes docs/performance.md",
                "[--docs DIR] [COPIES [ROUNDS]]",
                Sizes::of,
                NodesReport::write);
    }

    private static void write(Sizes sizes) throws Exception {
        int copies = sizes.copies();
        int rounds = sizes.rounds();
        String text =
                FigureFile.measured("./korrigo bench nodes-report " + copies + " " + rounds) + measure(copies, rounds);
        System.out.print(text);
        MarkedSection.replace(sizes.docs().resolve("performance.md"), "nodes", text);
    }

    private static MarkdownTable measure(int copies, int rounds) throws Exception {
        Path folder = Files.createTempDirectory("korrigo-nodes");
        List<Path> scans =
                ScannedPages.draw(ScannedPages.Kind.JPEG_200, Files.createDirectories(folder.resolve("scans")));
        List<Double> local = new ArrayList<>();
        List<Double> nodes = new ArrayList<>();
        try (MeasuredExports exports = new MeasuredExports(folder, scans)) {
            for (int i = 0; i < WARM_UPS; i++) {
                exports.byNodes(MeasuredExports.NODES * WARM_UP);
                exports.byLocalThreads(WARM_UP);
            }
            for (int round = 0; round < rounds; round++) {
                // In turn, and either first: what a machine can do changes while it is measured.
                if (round % 2 == 0) {
                    local.add(exports.byLocalThreads(copies));
                    nodes.add(exports.byNodes(copies));
                } else {
                    nodes.add(exports.byNodes(copies));
                    local.add(exports.byLocalThreads(copies));
                }
            }
        }
        KillTest.delete(folder);
        return new MarkdownTable(
                        "copies", "one process, two threads, s", "two nodes, s", "their speed, of the one process's")
                .row(
                        String.format(Locale.ROOT, "%,d", copies),
                        seconds(local),
                        seconds(nodes),
                        String.format(Locale.ROOT, "%.2f", median(local) / median(nodes)));
    }

    private static String seconds(List<Double> all) {
        return String.join(
                ", ",
                all.stream()
                        .map(each -> String.format(Locale.ROOT, "%.1f", each))
                        .toList());
    }

    private static double median(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
