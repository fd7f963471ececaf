package io.korrigo.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Student;
import io.korrigo.server.KorrigoServer;
import io.korrigo.task.ProgressReporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The steps of the demo, each by the calls that a host would make. */
final class Demo {
    private final KorrigoServer server;
    private final RestClient client;
    private final SampleClassFolder sample;
    private final Path out;
    private final PrintWriter console;

    Demo(KorrigoServer server, RestClient client, SampleClassFolder sample, Path out, PrintWriter console) {
        this.server = server;
        this.client = client;
        this.sample = sample;
        this.out = out;
        this.console = console;
    }

    /**
     * One copy's end.
     *
     * @param verdict "identified", "review", "unreadable" or "WRONG"
     * @param student who it was identified with, or null
     */
    private record Row(
            Copy copy,
            JsonNode ocr,
            String verdict,
            @Nullable Student student) {}

    /** @return the copies, exported */
    List<DemoScan.Scanned> run() throws IOException, InterruptedException {
        importRoster();
        DemoScan scan = new DemoScan(server, client, sample.exam(), console);
        List<DemoScan.Scanned> copies = scan.copies(out.resolve("scan.pdf"));
        long start = System.nanoTime();
        List<Row> rows = identify(copies);
        Duration identifying = Duration.ofNanos(System.nanoTime() - start);
        scan.mark(copies);
        start = System.nanoTime();
        JsonNode exported = export();
        Duration exporting = Duration.ofNanos(System.nanoTime() - start);
        download(copies.stream().map(DemoScan.Scanned::copy).toList(), exported);
        writeCsv(rows);
        summarize(rows, exported.path("result"), identifying, exporting);
        return copies;
    }

    private void importRoster() throws IOException, InterruptedException {
        JsonNode result;
        try (DemoProgress progress = new DemoProgress("Import", " rows", console)) {
            result = client.succeeded(client.post("/api/students/import/", sample.roster()), progress)
                    .path("result");
        }
        console.printf(
                "Imported the roster: %d created, %d updated, %d with problems%n",
                result.path("created").asInt(),
                result.path("updated").asInt(),
                result.path("total_errors").asInt());
    }

    private List<Row> identify(List<DemoScan.Scanned> copies) throws IOException, InterruptedException {
        Map<String, Student> students = new HashMap<>();
        server.students().students().forEach(student -> students.put(student.id(), student));
        List<JsonNode> submitted = new ArrayList<>();
        for (DemoScan.Scanned copy : copies) {
            submitted.add(
                    client.post("/api/identification/cmen-ocr/" + copy.copy().id() + "/"));
        }
        List<Row> rows = new ArrayList<>();
        try (DemoProgress progress = new DemoProgress("Identify", " copies", console)) {
            for (int i = 0; i < copies.size(); i++) {
                JsonNode ocr = client.succeeded(submitted.get(i), ProgressReporter.NONE)
                        .path("result");
                rows.add(row(copies.get(i), ocr, students));
                progress.report(i + 1, copies.size());
            }
        }
        return rows;
    }

    private Row row(DemoScan.Scanned scanned, JsonNode ocr, Map<String, Student> students) {
        Copy copy = scanned.copy();
        if (!ocr.path("auto_identified").asBoolean()) {
            return new Row(copy, ocr, ocr.path("header_result").isObject() ? "review" : "unreadable", null);
        }
        Student student = students.get(ocr.path("matched_student").path("id").asText());
        boolean right = student != null && sample.isWrittenBy(scanned.paper().id(), student);
        return new Row(copy, ocr, right ? "identified" : "WRONG", student);
    }

    /** The last status of the export's task. */
    private JsonNode export() throws IOException, InterruptedException {
        try (DemoProgress progress = new DemoProgress("Export", " copies", console)) {
            JsonNode submitted = client.post("/api/exams/" + sample.exam().examId() + "/export-all/");
            JsonNode status = client.succeeded(submitted, progress);
            // The last copy and the archive may both be done between two looks.
            int total = status.path("result").path("total").asInt();
            progress.report(total, total);
            console.println("GET " + submitted.path("status_url").asText() + " ended as "
                    + status.path("status").asText() + " with "
                    + status.path("result").path("task_ids").size() + " task_ids");
            return status;
        }
    }

    private void download(List<Copy> copies, JsonNode exported) throws IOException, InterruptedException {
        Path pdfs = Files.createDirectories(out.resolve("copies"));
        for (Copy copy : copies) {
            client.download("/api/copies/" + copy.id() + "/final-pdf/", pdfs.resolve(copy.id() + ".pdf"));
        }
        client.download("/api/tasks/" + exported.path("task_id").asText() + "/zip/", out.resolve("export.zip"));
    }

    private void writeCsv(List<Row> rows) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator("\n")
                .setHeader(
                        "copy_id", "anonymous_id", "verdict", "last_name", "first_name", "probability", "reason", "pdf")
                .get();
        NewFile.write(out.resolve("results.csv"), writer -> {
            CSVPrinter csv = new CSVPrinter(writer, format);
            for (Row row : rows) {
                Student student = row.student();
                csv.printRecord(
                        row.copy().id(),
                        CsvCell.safe(row.copy().anonymousId()),
                        row.verdict(),
                        student == null ? "" : CsvCell.safe(student.lastName()),
                        student == null ? "" : CsvCell.safe(student.firstName()),
                        String.format(
                                Locale.ROOT,
                                "%.5f",
                                row.ocr()
                                        .path("matched_student")
                                        .path("confidence")
                                        .asDouble()),
                        row.ocr().path("reason").asText(),
                        "copies/" + row.copy().id() + ".pdf");
            }
            csv.flush();
        });
    }

    private void summarize(List<Row> rows, JsonNode export, Duration identifying, Duration exporting) {
        console.println();
        console.printf("  %-34s %8d%n", "copies", rows.size());
        console.printf("  %-34s %8d%n", "identified, right", count(rows, "identified"));
        console.printf("  %-34s %8d%n", "for review", count(rows, "review") + count(rows, "unreadable"));
        console.printf("  %-34s %8d%n", "wrong against the known truth", count(rows, "WRONG"));
        console.printf(Locale.ROOT, "  %-34s %8.1f%n", "identified per second", perSecond(rows, identifying));
        console.printf(
                "  %-34s %8d%n", "PDFs exported", export.path("succeeded").asInt());
        console.printf(Locale.ROOT, "  %-34s %8.1f%n", "exported per second", perSecond(rows, exporting));
        console.println();
        console.println("Results in " + out + ": scan.pdf, copies/*.pdf, export.zip, results.csv");
    }

    private static long count(List<Row> rows, String verdict) {
        return rows.stream().filter(row -> row.verdict().equals(verdict)).count();
    }

    private static double perSecond(List<Row> rows, Duration taken) {
        return rows.size() * 1000.0 / Math.max(1, taken.toMillis());
    }
}
