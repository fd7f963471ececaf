package io.korrigo.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.StudentStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The school's application, used as its office does; on whatever database. */
@SpringBootTest(
        classes = SchoolApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"korrigo.files.folder=${java.io.tmpdir}/korrigo-school-${random.uuid}", "logging.level.root=warn"
        })
abstract class SchoolRules {
    private static final Path SAMPLE = Path.of("..", "sample-class");
    private static final String API = "/korrigo/api/";
    private static final String BINARY = "application/octet-stream";

    @Autowired
    private StudentStore pupils;

    @Autowired
    private JdbcClient jdbc;

    @Value("${local.server.port}")
    private int port;

    private HttpRequest.Builder request(String path, String password) {
        String head = Base64.getEncoder().encodeToString(("head:" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + head)
                .header("Sec-Fetch-Site", "same-origin");
    }

    private HttpResponse<String> send(String path, String type, BodyPublisher body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        request(path, "secret")
                                .header("Content-Type", type)
                                .POST(body)
                                .build(),
                        BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(request(path, "secret").build(), BodyHandlers.ofByteArray());
    }

    private static String member(String json, String name) {
        return json.replaceAll("(?s).*\"" + name + "\" ?: ?\"([^\"]*)\".*", "$1");
    }

    /** Waits until the task that was accepted has ended well. */
    private String done(HttpResponse<String> accepted, String member) {
        assertThat(accepted.statusCode()).as(accepted.body()).isBetween(200, 202);
        String task = member(accepted.body(), member);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            String status = new String(get(API + "tasks/" + task + "/status/").body(), StandardCharsets.UTF_8);
            assertThat(status).doesNotContain("FAILURE");
            return status.contains("SUCCESS");
        });
        return task;
    }

    @Test
    void takesAClassFromItsListToItsCorrectedCopies() throws Exception {
        assertThat(HttpClient.newHttpClient()
                        .send(request("/pages", "wrong").build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);

        done(send("/class-lists/tg2.csv", BINARY, BodyPublishers.ofFile(SAMPLE.resolve("roster.csv"))), "task");

        assertThat(jdbc.sql("select sent_by from class_lists")
                        .query(String.class)
                        .list())
                .containsExactly("head");
        String written = Files.readAllLines(SAMPLE.resolve("truth.csv")).get(1);
        String expected = pupils.students().stream()
                .filter(pupil -> written.contains(
                        ("," + pupil.lastName() + "," + pupil.firstName() + ",").toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow()
                .id();
        Path page = SAMPLE.resolve(written.substring(0, written.indexOf(',')));
        assertThat(send("/pages", BINARY, BodyPublishers.ofFile(page)).body())
                .isEqualTo("{\"pupil\":\"" + expected + "\"}");

        assertThat(send(
                                API + "exams/",
                                "application/json",
                                BodyPublishers.ofString(
                                        "{\"exam_id\": \"hg\", \"name\": \"HG\", \"pages_per_booklet\": 4}"))
                        .statusCode())
                .isEqualTo(201);
        done(send(API + "exams/hg/scans/", "multipart/form-data; boundary=b", scan()), "task_id");
        done(send(API + "identification/batch-ocr/hg/", "application/json", BodyPublishers.noBody()), "task_id");
        assertThat(jdbc.sql("select family_name from pupils p join korrigo_copies c on c.student_id = p.id")
                        .query(String.class)
                        .list())
                .containsExactly("DEMBÉLÉ");
        String export =
                done(send(API + "exams/hg/export-all/", "application/json", BodyPublishers.noBody()), "task_id");
        try (ZipInputStream archive = new ZipInputStream(
                new ByteArrayInputStream(get(API + "tasks/" + export + "/zip/").body()))) {
            assertThat(archive.getNextEntry().getName()).endsWith(".pdf");
            assertThat(new String(archive.readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
        }
    }

    /** The four pages of one copy, as a scanner's ZIP. */
    private static BodyPublisher scan() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"pile.zip\"\r\n\r\n".getBytes());
        ZipOutputStream pile = new ZipOutputStream(bytes);
        for (int side = 1; side <= 4; side++) {
            pile.putNextEntry(new ZipEntry("scan-" + side + ".jpg"));
            Files.copy(SAMPLE.resolve("copies").resolve("copy-01-p" + side + ".jpg"), pile);
        }
        pile.finish();
        bytes.write("\r\n--b--\r\n".getBytes());
        return BodyPublishers.ofByteArray(bytes.toByteArray());
    }

    @Test
    void storesNoTaskWhenItsOwnRowIsRefused() throws Exception {
        int before = tasksEver();

        HttpResponse<String> sent =
                send("/class-lists/" + "x".repeat(41), BINARY, BodyPublishers.ofFile(SAMPLE.resolve("roster.csv")));

        assertThat(sent.statusCode()).isEqualTo(500);
        assertThat(tasksEver()).isEqualTo(before);
    }

    private int tasksEver() {
        return jdbc.sql("select count(*) from korrigo_task where kind = 'import_students'")
                .query(Integer.class)
                .single();
    }
}
