package io.korrigo.bench.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.KorrigoException;
import io.korrigo.exam.Annotation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same copy made by MuPDF's Python binding, in a process of its own: {@code korrigo-bench/mupdf/flatten.py}.
 *
 * @param seconds CPU time of each copy
 * @param bytes of the PDF
 * @param version of MuPDF and of its binding
 */
record MuPdfRun(List<Double> seconds, long bytes, String version) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How its text is drawn. */
    enum Fonts {
        BASE14("no fonts embedded"),
        WHOLE("fonts embedded whole"),
        SUBSET("fonts subset");

        private final String label;

        Fonts(String label) {
            this.label = label;
        }

        /** What figures call it. */
        String label() {
            return label;
        }
    }

    MuPdfRun {
        seconds = List.copyOf(seconds);
    }

    /** Makes {@code copies} copies one after the other. */
    static MuPdfRun of(BenchCopy copy, Fonts fonts, int copies, Path python) throws IOException {
        Path script = Path.of(System.getProperty("korrigo.home", "."), "korrigo-bench", "mupdf", "flatten.py");
        Path folder = Files.createTempDirectory("korrigo-mupdf");
        try {
            Map<String, Object> job = job(copy, folder);
            job.put("fonts", fonts.name().toLowerCase(Locale.ROOT));
            job.put("copies", copies);
            JsonNode result = run(List.of(python.toString(), script.toString()), JSON.writeValueAsBytes(job));
            List<Double> seconds = new ArrayList<>();
            result.get("seconds").forEach(second -> seconds.add(second.asDouble()));
            String version = result.get("mupdf").asText() + " (PyMuPDF "
                    + result.get("binding").asText() + ")";
            return new MuPdfRun(seconds, result.get("bytes").asLong(), version);
        } finally {
            for (String name : List.of("regular.ttf", "bold.ttf", "out.pdf")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    private static JsonNode run(List<String> command, byte[] job) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(job);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new KorrigoException("MuPDF's script failed; it needs Debian's packages python3-fitz and"
                        + " python3-fonttools, and an interpreter that has them (--python)");
            }
        } catch (InterruptedException stop) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while MuPDF made copies", stop);
        }
        return JSON.readTree(said);
    }

    private static Map<String, Object> job(BenchCopy copy, Path folder) throws IOException {
        Map<String, Object> job = new LinkedHashMap<>();
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < ScannedPages.COUNT; i++) {
            pages.add(copy.files().get(Math.min(i, copy.files().size() - 1)).toString());
        }
        job.put("pages", pages);
        List<Map<String, Object>> annotations = new ArrayList<>();
        copy.copy().annotations().forEach(annotation -> annotations.add(json(annotation)));
        job.put("annotations", annotations);
        job.put("sheet", sheet(copy));
        job.put(
                "fontFiles",
                List.of(
                        font("DejaVuSans.ttf", folder, "regular.ttf"),
                        font("DejaVuSans-Bold.ttf", folder, "bold.ttf")));
        job.put("out", folder.resolve("out.pdf").toString());
        return job;
    }

    private static Map<String, Object> json(Annotation annotation) {
        return Map.of(
                "page", annotation.pageIndex(),
                "x", annotation.region().x(),
                "y", annotation.region().y(),
                "w", annotation.region().w(),
                "h", annotation.region().h(),
                "type", annotation.type().name(),
                "content", annotation.content(),
                "score",
                        annotation.scoreDelta() == null
                                ? ""
                                : annotation.scoreDelta().toPlainString());
    }

    /** The lines of the mark sheet, with the number of the face that each is set in. */
    private static List<Map<String, Object>> sheet(BenchCopy copy) {
        List<Map<String, Object>> lines = new ArrayList<>();
        lines.add(Map.of("face", 1, "text", "Relevé de Notes"));
        lines.add(Map.of("face", 0, "text", copy.copy().options().examTitle()));
        lines.add(Map.of("face", 0, "text", "Copie : " + copy.copy().anonymousId()));
        copy.copy()
                .marks()
                .scores()
                .forEach((question, points) -> lines.add(Map.of(
                        "face",
                        0,
                        "text",
                        question + "   " + points.toPlainString() + "   "
                                + copy.copy().marks().remarks().getOrDefault(question, ""))));
        lines.add(Map.of("face", 0, "text", copy.copy().marks().appreciation()));
        int number = 0;
        for (Annotation annotation : copy.copy().annotations()) {
            number++;
            String points = annotation.scoreDelta() == null
                    ? ""
                    : annotation.scoreDelta().toPlainString();
            lines.add(Map.of(
                    "face",
                    0,
                    "text",
                    number + "   p. " + (annotation.pageIndex() + 1) + "   " + points + "   " + annotation.content()));
        }
        return lines;
    }

    private static String font(String resource, Path folder, String name) throws IOException {
        try (InputStream in = io.korrigo.flatten.text.TextFlow.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new KorrigoException("The jar lacks its font " + resource);
            }
            Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            return folder.resolve(name).toString();
        }
    }
}
