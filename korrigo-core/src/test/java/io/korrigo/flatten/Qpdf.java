package io.korrigo.flatten;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The structural checker of Debian's package qpdf; what asks for it is skipped where it isn't installed. */
final class Qpdf {
    private Qpdf() {}

    /** What it has to say against a file; empty when that is clean. */
    static String complaints(byte[] pdf) throws IOException, InterruptedException {
        Path file = Files.createTempFile("korrigo", ".pdf");
        try {
            Files.write(file, pdf);
            Process qpdf;
            try {
                qpdf = new ProcessBuilder("qpdf", "--check", file.toString())
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException notInstalled) {
                Assumptions.abort("qpdf is not installed");
                return "";
            }
            String said = new String(qpdf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return qpdf.waitFor() == 0 && !said.contains("WARNING") ? "" : said;
        } finally {
            Files.delete(file);
        }
    }
}
