package io.korrigo.bench.flatten;

import io.korrigo.KorrigoException;
import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.bench.report.FigureFile;
import io.korrigo.bench.report.MarkdownTable;
import io.korrigo.bench.report.MarkedSection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code korrigo bench export-report [--docs DIR] [COPIES...]}: exports 50, 400 and 1,600 copies, or as many as are asked
 * for, each exam in a Java of its own with a heap of 256 MB, and writes the figures into {@code performance.md}. Takes
 * 18 MB of disk a copy, in the temporary folder.
 */
public final class ExportReport {
    private static final List<Integer> USUAL = List.of(50, 400, 1600);

    private ExportReport() {}

    /** What the command line says: the folder of the documents, and numbers of copies. */
    private record Sizes(Path docs, List<Integer> copies) {
        static Sizes of(Options given) {
            return new Sizes(given.docs(), given.numbers(USUAL));
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "exports of whole exams beside copying their pages; writes docs/performance.md",
                "[--docs DIR] [COPIES...]",
                Sizes::of,
                ExportReport::write);
    }

    private static void write(Sizes sizes) throws Exception {
        String all = sizes.copies().stream().map(String::valueOf).collect(Collectors.joining(" "));
        MarkdownTable table = new MarkdownTable(
                "copies",
                "pages",
                "copy and zip, s",
                "its CPU, s",
                "export, s",
                "its CPU, s",
                "times the wall time",
                "times the CPU",
                "again, s",
                "peak RSS");
        for (int copies : sizes.copies()) {
            Object[] cells = run(String.valueOf(copies)).strip().split("\t");
            System.out.print(MarkdownTable.line(cells));
            table.row(cells);
        }
        String text = FigureFile.measured("./korrigo bench export-report " + all) + table;
        MarkedSection.replace(sizes.docs().resolve("performance.md"), "export", text);
    }

    /** Its line of figures, apart by tabs. */
    private static String run(String copies) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("korrigo-export");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportMemory.class.getName(),
                        copies,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String row = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new KorrigoException("The export of " + copies + " copies failed; see above");
        }
        return row;
    }
}
