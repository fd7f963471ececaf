package io.korrigo.server.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Runs each short command once, so that the launcher can keep the classes that they load for later starts. */
final class Rehearsal {
    private Rehearsal() {}

    /** @param arguments the sample class's folder, and one for what comes of it */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        String sample = arguments[0];
        String results = arguments[1];
        String roster = Path.of(sample, "roster.csv").toString();
        Korrigo.execute(Locale.ENGLISH, out, out, "import", roster, "--dry-run");
        for (int page = 1; page <= 3; page++) {
            String header =
                    Path.of(sample, "copies", "copy-0" + page + "-p1.jpg").toString();
            Korrigo.execute(
                    Locale.ENGLISH, out, out, "identify", "--roster", roster, "--out", results + "/result.csv", header);
        }
        Korrigo.execute(
                Locale.ENGLISH,
                out,
                out,
                "flatten",
                Path.of(sample, "copies", "copy-01.json").toString(),
                "--out",
                results);
        System.exit(0);
    }
}
