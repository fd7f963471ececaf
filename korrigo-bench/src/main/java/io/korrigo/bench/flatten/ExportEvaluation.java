package io.korrigo.bench.flatten;

import io.korrigo.KorrigoException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code korrigo bench export [COPIES...]}: exports of 50, 400 and 1,600 copies, or as many as are asked for, each in a
 * Java of its own with a heap of 256 MB, as rows of a Markdown table. Takes 18 MB of disk a copy, in the temporary folder.
 */
public final class ExportEvaluation {
    private static final List<String> USUAL = List.of("50", "400", "1600");

    private ExportEvaluation() {}

    /** Numbers of copies. */
    public static void main(String[] args) throws Exception {
        System.out.println("| copies | pages | copy and zip, s | its CPU, s | export, s | its CPU, s | wall ratio"
                + " | CPU ratio | again, s | peak RSS |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (String copies : args.length == 0 ? USUAL : List.of(args)) {
            Path folder = Files.createTempDirectory("korrigo-export");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ExportMemory.class.getName(),
                            copies,
                            folder.toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new KorrigoException("The export of " + copies + " copies failed; see above");
            }
        }
    }
}
