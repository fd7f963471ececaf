package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.AuditLog.Event;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Student;
import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.pages.FoldedSheets;
import io.korrigo.testkit.pages.FoldedSheets.Colours;
import io.korrigo.testkit.pages.FoldedSheets.Written;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker that is killed with -9 while it imports scans, or grades their copies, each at a place of its own, spread over all that such a
 * task asks of its ports: whoever comes next ends them, and nothing is lost, doubled or half-written. {@code -Dkorrigo.kill.places} says at
 * how many places each.
 */
@Tag("chaos")
class KilledScanTest {
    private static final int PLACES = Integer.getInteger("korrigo.kill.places", 5);
    private static final String UNTOUCHED = "e0";
    /** What a process ends with that was killed with -9. */
    private static final int KILLED = 128 + 9;

    @TempDir
    private Path folder;

    private Path scan;

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void losesDoublesAndHalvesNothing() throws Exception {
        List<Student> roster = new RosterGenerator(7).roster(6);
        scan = drawn(roster);
        try (ServerDatabase database = ServerDatabase.open(options())) {
            new JdbcStudentStore(database.jdbi()).upsert(roster);
        }
        Map<String, Integer> places = worked("count", Map.of(UNTOUCHED, 0), 0);
        int importing = places.get("import");
        int grading = places.get("finalize");
        worked("import", spread(importing), KILLED);
        worked("finalize", spread(grading), KILLED);
        worked("end", spread(0), 0);

        System.out.println(PLACES + " kills of " + importing + " places of an import, and of " + grading
                + " places of the grading of a copy");
        assertWhole();
    }

    /** Exams by id, and where of so many places the task of each stops: spread evenly, the first and the last one included. */
    private static Map<String, Integer> spread(int places) {
        Map<String, Integer> spread = new LinkedHashMap<>();
        for (int i = 1; i <= PLACES; i++) {
            spread.put("e" + i, 1 + (i - 1) * (places - 1) / Math.max(1, PLACES - 1));
        }
        return spread;
    }

    private ServerOptions options() {
        return ServerOptions.embedded(0, folder.resolve("data"));
    }

    /** A sheet each of two students. */
    private Path drawn(List<Student> roster) throws IOException {
        FoldedSheets sheets =
                new FoldedSheets(HeaderForm.cmenV3True(), new FontGlyphSource(), ScanQuality.EASY, 150, Colours.GREY);
        Path file = folder.resolve("scan.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            int view = 0;
            for (int student = 0; student < 2; student++) {
                Written written = new Written(HeaderText.of(roster.get(student)), 1, student, 100L * student);
                for (GeneratedPage side : sheets.scan(written, view, false)) {
                    zip.putNextEntry(new ZipEntry("view" + ++view + side.extension()));
                    zip.write(side.encoded());
                    zip.closeEntry();
                }
            }
        }
        return file;
    }

    /** What the worker told of places. */
    private Map<String, Integer> worked(String what, Map<String, Integer> exams, int status) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ScanWorker.class.getName(),
                options().data().toString(),
                scan.toString(),
                what));
        exams.forEach((exam, place) -> command.add(exam + ":" + place));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Integer> places = new HashMap<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 2 && (words[0].equals("import") || words[0].equals("finalize"))) {
                    places.put(words[0], Integer.valueOf(words[1]));
                }
            }
        }
        assertThat(process.waitFor()).as("%s of %s", what, exams).isEqualTo(status);
        return places;
    }

    private void assertWhole() throws IOException {
        try (ServerDatabase database = ServerDatabase.open(options());
                Blobs files = Blobs.open(options())) {
            JdbcExamStore exams = new JdbcExamStore(database.jdbi());
            JdbcAuditLog audit = new JdbcAuditLog(database.jdbi(), Clock.systemUTC());
            JdbcTaskStore tasks = JdbcTaskStore.of(
                    database.dataSource(),
                    KorrigoTasks.builder()
                            .flattening(
                                    exams,
                                    new JdbcStudentStore(database.jdbi()),
                                    files.store(),
                                    audit,
                                    ExportOptions.in(Locale.FRENCH))
                            .build());
            assertThat(tasks.list(TaskStore.Filter.ANY, 1_000))
                    .extracting(TaskSnapshot::state)
                    .containsOnly(TaskState.SUCCESS);
            List<String> untouched = became(exams, files.store(), UNTOUCHED);
            for (int i = 0; i <= PLACES; i++) {
                String exam = "e" + i;
                assertThat(became(exams, files.store(), exam)).as(exam).isEqualTo(untouched);
                assertThat(exams.scans(exam)).as(exam).hasSize(1);
                assertThat(audit.entries(Event.IMPORT, exam)).as(exam).hasSize(1);
                for (Copy copy : exams.copies(exam)) {
                    assertThat(copy.status()).as(copy.id()).isEqualTo(CopyStatus.GRADED);
                    assertThat(audit.entries(Event.FINALIZE, copy.id()))
                            .as(copy.id())
                            .hasSize(1);
                }
            }
            assertThat(audit.entries(Instant.EPOCH, "IMPORT", "")).hasSize(PLACES + 1);
            assertThat(audit.entries(Instant.EPOCH, "FINALIZE", "")).hasSize(2 * (PLACES + 1));
        }
    }

    /** Copies, pages and files of an exam, by what they hold: ids and keys follow from the exam's. */
    private static List<String> became(JdbcExamStore exams, BlobStore blobs, String exam) throws IOException {
        List<String> became = new ArrayList<>();
        for (Copy copy : exams.copies(exam)) {
            became.add("copy of " + copy.booklets().size() + " booklets, version " + copy.version());
            for (String page : copy.pages()) {
                became.add("page " + hash(blobs, page));
            }
        }
        exams.scannedPages(exam).forEach(page -> became.add(page.file() + " " + page.sheet() + " " + page.reason()));
        Map<String, Integer> files = new TreeMap<>();
        for (String key : blobs.list("korrigo/exams/" + exam + "/")) {
            files.merge(key.replaceAll(".*\\.", ""), 1, Integer::sum);
            if (key.endsWith(".pdf")) {
                try (InputStream in = blobs.open(key);
                        PDDocument pdf = Loader.loadPDF(in.readAllBytes())) {
                    became.add("PDF of " + pdf.getNumberOfPages());
                }
            }
        }
        became.add(files.toString());
        return became;
    }

    private static int hash(BlobStore blobs, String key) throws IOException {
        try (InputStream in = blobs.open(key)) {
            return Arrays.hashCode(in.readAllBytes());
        }
    }
}
