package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.task.ProgressReporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own, killed as an operating system kills. */
@Tag("slow")
class ServeCommandTest {
    @TempDir
    private Path folder;

    private final List<ServedProcess> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (ServedProcess each : started) {
            each.kill();
        }
    }

    private ServedProcess serve() throws IOException {
        ServedProcess served = ServedProcess.start(
                folder.resolve("stderr-" + started.size()),
                List.of(
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--load-exam",
                        Console.sampleClass().toString()));
        started.add(served);
        return served;
    }

    @Test
    void endsAnExportThatAKilledProcessHadBegun() throws Exception {
        ServedProcess first = serve();
        String token = first.token();
        assertThat(token).isNotEmpty();
        String examId = SampleClassFolder.read(Console.sampleClass()).exam().examId();
        RestClient client = new RestClient(first.uri(), token);

        JsonNode submitted = client.post("/api/exams/" + examId + "/export-all/");
        String url = submitted.path("status_url").asText();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.get(url).path("progress").path("current").asInt() > 2);
        first.kill();
        Map<Path, Object> finished = finishedPdfs();
        assertThat(finished).isNotEmpty();

        ServedProcess second = serve();
        assertThat(second.token()).isEmpty();
        RestClient secondClient = new RestClient(second.uri(), token);
        JsonNode result =
                secondClient.succeeded(submitted, ProgressReporter.NONE).path("result");

        assertThat(result.path("total").asInt()).isEqualTo(24);
        assertThat(result.path("succeeded").asInt()).isEqualTo(24);
        assertThat(result.path("task_ids")).hasSize(24);
        assertThat(finishedPdfs()).hasSize(24).containsAllEntriesOf(finished);
        assertWhole(blobs().resolve(result.path("zip").asText()));
        assertNothingStray();
    }

    private Path blobs() {
        return folder.resolve("data").resolve("blobs");
    }

    /** The PDFs that have their facts, each with what the file system knows the file by: another, once it is made anew. */
    private Map<Path, Object> finishedPdfs() throws IOException {
        Map<Path, Object> finished = new HashMap<>();
        for (Path file : filesBelow(blobs().resolve("korrigo").resolve("exams"))) {
            if (file.toString().endsWith(".pdf") && Files.exists(Path.of(file + ".facts"))) {
                finished.put(
                        file,
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey());
            }
        }
        return finished;
    }

    private static List<Path> filesBelow(Path start) throws IOException {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Reading an entry to its end checks its CRC-32; the manifest has the SHA-256 of each. */
    private static void assertWhole(Path archive) throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        String manifest = new String(files.remove("manifest.csv"), StandardCharsets.UTF_8);
        assertThat(files).hasSize(24);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file.getValue()));
            assertThat(manifest).containsPattern(Pattern.quote(file.getKey()) + ",.*," + sha256 + ",");
            try (PDDocument pdf = Loader.loadPDF(file.getValue())) {
                assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
            }
        }
    }

    /** The clean-up of the second start leaves the second process's own folder, which is empty, and its lock. */
    private void assertNothingStray() throws IOException {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(filesBelow(blobs().resolve(".new")))
                    .singleElement()
                    .satisfies(lock -> assertThat(lock.toString()).endsWith(".lock"));
        });
        assertThat(filesBelow(blobs().resolve("korrigo").resolve("exams")))
                .filteredOn(file -> !file.toString().contains("/pages/"))
                .hasSize(2 * 24 + 2);
    }

    @Test
    void keepsItsDataFolderToItselfAndStopsWhenTold() throws Exception {
        ServedProcess served = serve();
        Path roster = Console.sampleClass().resolve("roster.csv");
        Console console = new Console();

        int status = console.run("import", roster, "--data", folder.resolve("data"));

        assertThat(status).isEqualTo(1);
        assertThat(console.err()).contains("in use by another Korrigo").hasLineCount(1);

        served.stop();
        assertThat(console.run("import", roster, "--data", folder.resolve("data")))
                .isZero();
    }
}
