package io.korrigo.bench.cluster;

import io.korrigo.bench.flatten.ScannedPages;
import io.korrigo.bench.report.MarkedSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code korrigo bench nodes-report [--docs DIR] [COPIES [ROUNDS]]}: exports 200 copies of eight pages, or as many as are
 * asked for, by one local executor with two threads and by two worker processes on PostgreSQL in turn, and writes the
 * figures into {@code performance.md}. Both keep exams in the same database and files in the same folder. Takes 36 MB of
 * disk a copy, in the temporary folder.
 */
public final class NodesReport {
    private static final int WARM_UP = 150;

    private NodesReport() {}

    /** The folder of the documents, the number of copies, and how often each way is measured. */
    public static void main(String[] args) throws Exception {
        Path docs = Path.of(System.getProperty("korrigo.home", ".")).resolve("docs");
        List<String> numbers = new ArrayList<>(List.of(args));
        int option = numbers.indexOf("--docs");
        if (option >= 0 && option + 1 < numbers.size()) {
            numbers.remove(option);
            docs = Path.of(numbers.remove(option));
        }
        if (numbers.size() > 2 || !numbers.stream().allMatch(number -> number.matches("[1-9][0-9]{0,4}"))) {
            System.err.println("Usage: korrigo bench nodes-report [--docs DIR] [COPIES [ROUNDS]]");
            System.exit(2);
        }
        int copies = numbers.isEmpty() ? 200 : Integer.parseInt(numbers.get(0));
        int rounds = numbers.size() < 2 ? 3 : Integer.parseInt(numbers.get(1));
        String text = "Measured on " + LocalDate.now() + " with "
                + Runtime.getRuntime().availableProcessors() + " processors and JDK " + Runtime.version() + " by\n\n"
                + "    ./korrigo bench nodes-report " + copies + " " + rounds + "\n\n" + measure(copies, rounds);
        System.out.print(text);
        MarkedSection.replace(docs.resolve("performance.md"), "nodes", text);
    }

    private static String measure(int copies, int rounds) throws Exception {
        Path folder = Files.createTempDirectory("korrigo-nodes");
        List<Path> scans =
                ScannedPages.draw(ScannedPages.Kind.JPEG_200, Files.createDirectories(folder.resolve("scans")));
        List<Double> local = new ArrayList<>();
        List<Double> nodes = new ArrayList<>();
        try (MeasuredExports exports = new MeasuredExports(folder, scans)) {
            // Each of the processes draws as many.
            exports.byNodes(MeasuredExports.NODES * WARM_UP);
            exports.byLocalThreads(WARM_UP);
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
        return "| copies | one process, two threads, s | two nodes, s | their speed, of the one process's |\n|---|---|---|---|\n"
                + String.format(
                        Locale.ROOT,
                        "| %,d | %s | %s | %.2f |%n",
                        copies,
                        seconds(local),
                        seconds(nodes),
                        median(local) / median(nodes));
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
