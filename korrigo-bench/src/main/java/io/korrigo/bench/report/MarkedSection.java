package io.korrigo.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a document that a program writes, between two comments; the rest is left alone. */
public final class MarkedSection {
    private MarkedSection() {}

    /**
     * Puts {@code text} between {@code <!-- begin:name -->} and {@code <!-- end:name -->}.
     *
     * @throws IOException when the document lacks the marks
     */
    public static void replace(Path document, String name, String text) throws IOException {
        String begin = "<!-- begin:" + name + " -->";
        String end = "<!-- end:" + name + " -->";
        String old = Files.readString(document, StandardCharsets.UTF_8);
        int from = old.indexOf(begin);
        int to = old.indexOf(end, Math.max(0, from));
        if (from < 0 || to < 0) {
            throw new IOException(document + " has no lines " + begin + " and " + end);
        }
        Files.writeString(
                document,
                old.substring(0, from + begin.length()) + "\n" + text.strip() + "\n" + old.substring(to),
                StandardCharsets.UTF_8);
    }
}
