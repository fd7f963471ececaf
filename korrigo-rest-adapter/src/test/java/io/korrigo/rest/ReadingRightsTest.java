package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.exam.AuditLog.Event;
import io.korrigo.exam.Exam;
import io.korrigo.testkit.exam.RecordingAuditLog.Entry;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read what when, and what is told of it. */
class ReadingRightsTest {
    private static final String PDF = "/api/copies/copy-1/final-pdf/";

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningApi api;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private HttpResponse<byte[]> send(String method, String path, String user, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(api.url(path))).method(method, HttpRequest.BodyPublishers.noBody());
        if (!user.isEmpty()) {
            request.header("X-User", user);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private int status(String path, String user) throws Exception {
        return send("GET", path, user).statusCode();
    }

    private JsonNode json(HttpResponse<byte[]> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    /** The address of prof's task that was begun by this call, once it has ended. */
    private String ended(String path) throws Exception {
        String task =
                "/api/tasks/" + json(send("POST", path, "prof")).path("task_id").asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> json(send("GET", task + "/status/", "prof"))
                        .path("ready")
                        .asBoolean());
        return task;
    }

    private void takeProfOffTheExam() {
        Exam exam = api.exams.exam(RunningApi.EXAM).orElseThrow();
        api.exams.add(new Exam(
                exam.id(),
                exam.name(),
                exam.date(),
                exam.pagesPerBooklet(),
                exam.markingScheme(),
                Set.of("other-prof")));
    }

    private List<Entry> entries(Event event) {
        return api.audit.entries().stream()
                .filter(entry -> entry.event() == event)
                .toList();
    }

    @Test
    void endWhenATeacherIsTakenOffTheExam() throws Exception {
        String export = ended("/api/exams/exam-1/export-all/");
        String ocr = ended("/api/identification/cmen-ocr/copy-1/");
        List<String> readable = List.of(PDF, export + "/zip/", export + "/status/", ocr + "/status/");
        for (String path : readable) {
            assertThat(status(path, "prof")).as(path).isEqualTo(200);
        }

        takeProfOffTheExam();

        for (String path : readable) {
            assertThat(status(path, "prof")).as(path).isEqualTo(404);
        }
        assertThat(status(export + "/status/", "admin")).isEqualTo(200);
        assertThat(status(PDF, "other-prof")).isEqualTo(200);
        // what another one asked for is still theirs alone
        assertThat(status(export + "/status/", "other-prof")).isEqualTo(404);
    }

    @Test
    void tellNobodyWhichExamsAndCopiesOthersHave() throws Exception {
        for (String[] pair : new String[][] {
            {"POST", "/api/exams/exam-1/export-all/", "/api/exams/none/export-all/"},
            {"POST", "/api/identification/cmen-ocr/copy-1/", "/api/identification/cmen-ocr/none/"},
            {"POST", "/api/identification/batch-ocr/exam-1/", "/api/identification/batch-ocr/none/"},
            {"POST", "/api/exams/exam-1/scans/", "/api/exams/none/scans/"},
            {"POST", "/api/copies/copy-1/finalize/", "/api/copies/none/finalize/"},
            {"GET", PDF, "/api/copies/none/final-pdf/"}
        }) {
            HttpResponse<byte[]> anothers = send(pair[0], pair[1], "other-prof");
            HttpResponse<byte[]> unknown = send(pair[0], pair[2], "other-prof");

            assertThat(anothers.statusCode()).isEqualTo(404);
            assertThat(anothers.body()).isEqualTo(unknown.body());
            assertThat(anothers.headers().map().keySet())
                    .isEqualTo(unknown.headers().map().keySet());
        }
    }

    @Test
    void leaveAnEntryForEveryDownloadAndNoneForHeadersOnly() throws Exception {
        String export = ended("/api/exams/exam-1/export-all/");

        for (String path : List.of(PDF, export + "/zip/")) {
            HttpResponse<byte[]> head = send("HEAD", path, "prof");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                    .isPositive();
        }
        assertThat(entries(Event.DOWNLOAD)).isEmpty();

        send("GET", PDF, "prof");
        send("GET", export + "/zip/", "prof");
        assertThat(entries(Event.DOWNLOAD))
                .extracting(Entry::subject, entry -> entry.detail().substring(0, 3))
                .containsExactly(tuple("copy-1", "fin"), tuple("exam-1", "ZIP"));
    }

    @Test
    void leaveAnEntryForEveryRefusal() throws Exception {
        status(PDF, "");
        status(PDF, "nobody");
        status(PDF, "other-prof");
        status("/api/copies/none/final-pdf/", "other-prof");

        assertThat(entries(Event.REFUSAL))
                .extracting(Entry::actor, Entry::subject, Entry::detail)
                .containsExactly(
                        tuple("anonymous", "/api/copies/copy-1/final-pdf", "401 GET"),
                        tuple("nobody", "/api/copies/copy-1/final-pdf", "403 GET"),
                        tuple("other-prof", "/api/copies/copy-1/final-pdf", "404 GET"));
    }

    @Test
    void fillNoAuditLogWithRefusals() throws Exception {
        for (int i = 0; i < 70; i++) {
            status(PDF, "");
        }

        assertThat(entries(Event.REFUSAL)).hasSizeBetween(60, 65);
    }

    @Test
    void goOnWithADownloadWhereItBroke() throws Exception {
        ended("/api/exams/exam-1/export-all/");
        HttpResponse<byte[]> whole = send("GET", PDF, "prof");
        String etag = whole.headers().firstValue("ETag").orElseThrow();
        int length = whole.body().length;
        assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(length);
        assertThat(whole.headers().firstValue("Accept-Ranges")).contains("bytes");

        HttpResponse<byte[]> rest = send("GET", PDF, "prof", "Range", "bytes=100-", "If-Range", etag);

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.headers().firstValue("Content-Range")).contains("bytes 100-" + (length - 1) + "/" + length);
        ByteArrayOutputStream resumed = new ByteArrayOutputStream();
        resumed.write(whole.body(), 0, 100);
        resumed.writeBytes(rest.body());
        assertThat(resumed.toByteArray()).isEqualTo(whole.body());
        assertThat(send("GET", PDF, "prof", "Range", "bytes=-7").body())
                .isEqualTo(Arrays.copyOfRange(whole.body(), length - 7, length));
        assertThat(send("GET", PDF, "prof", "Range", "bytes=0-0").body()).hasSize(1);
        assertThat(send("GET", PDF, "prof", "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @Test
    void sendTheWholeFileWhereTheRangeIsOfAnotherOrNone() throws Exception {
        ended("/api/exams/exam-1/export-all/");
        byte[] whole = send("GET", PDF, "prof").body();

        for (String range : List.of("bytes=5-2", "bytes=0-1,3-4", "pages=1-2", "bytes=-", "bytes=a-b")) {
            HttpResponse<byte[]> answer = send("GET", PDF, "prof", "Range", range);
            assertThat(answer.statusCode()).as(range).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(whole);
        }
        assertThat(send("GET", PDF, "prof", "Range", "bytes=100-", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> beyond = send("GET", PDF, "prof", "Range", "bytes=" + whole.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */" + whole.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/copies/%ZZ/final-pdf/", "/api/copies/%C3/final-pdf/", "/api/copies/%4/final-pdf/"})
    void refuseMalformedEscapes(String path) throws Exception {
        assertThat(RawCall.status(api.url(""), "GET " + path + " HTTP/1.1", "X-User: admin"))
                .isEqualTo(400);
    }

    @Test
    void refuseAMalformedQuery() throws Exception {
        assertThat(RawCall.status(
                        api.url(""),
                        "POST /api/students/import/?encoding=%ZZ HTTP/1.1",
                        "X-User: admin",
                        "Content-Type: multipart/form-data; boundary=b",
                        "Content-Length: 84",
                        "",
                        "--b",
                        "Content-Disposition: form-data; name=\"file\"; filename=\"f.csv\"",
                        "",
                        "a;b",
                        "--b--"))
                .isEqualTo(400);
    }
}
