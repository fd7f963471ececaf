package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Student;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.PageCases;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceEndpointTest {
    private static final Student STUDENT = Student.of("s-1", "Lefèvre", "Camille", LocalDate.of(2008, 2, 17));

    /** Each once: a page takes longer to draw than to read. */
    private static final Map<PageKind, GeneratedPage> DRAWN = new EnumMap<>(PageKind.class);

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningApi api;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
        api.students.upsert(List.of(STUDENT));
        addCopy("written", PageKind.OK);
        addCopy("blank", PageKind.BLANK);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private static GeneratedPage page(PageKind kind) {
        return new PageCases(List.of(STUDENT), 3)
                .page(kind, STUDENT)
                .draw(new PageGenerator(HeaderForm.cmenV2(), new FontGlyphSource(), ScanQuality.EASY, 5));
    }

    private void addCopy(String id, PageKind kind) throws IOException {
        GeneratedPage page = DRAWN.computeIfAbsent(kind, EvidenceEndpointTest::page);
        String key = "pages/" + id + page.extension();
        api.blobs.publish(key, out -> out.write(page.encoded()));
        List<Booklet> booklets = List.of(new Booklet(id + "-b", List.of(key)));
        api.exams.add(
                new Copy(id, RunningApi.EXAM, id, CopyStatus.READY, booklets, null, null, 0),
                List.of(),
                CopyMarks.NONE);
    }

    private HttpResponse<String> send(String method, String path, String user) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("X-User", user)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** The task's address, once it has ended. */
    private String identified(String copyId) throws Exception {
        String submitted = send("POST", "/api/identification/cmen-ocr/" + copyId + "/", "prof")
                .body();
        String task = "/api/tasks/" + json(submitted).path("task_id").asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> result(task).path("ready").asBoolean());
        return task;
    }

    private JsonNode result(String task) throws Exception {
        return json(send("GET", task + "/status/", "prof").body());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void showsOnWhatAnIdentificationRestsToWhoMayReadTheTask() throws Exception {
        String task = identified("written");

        HttpResponse<String> evidence = send("GET", task + "/evidence/", "prof");

        JsonNode result = result(task).path("result");
        assertThat(result.path("auto_identified").asBoolean()).isTrue();
        assertThat(result.path("evidence").asText()).startsWith("korrigo/exams/exam-1/evidence/written-");
        assertThat(evidence.statusCode()).isEqualTo(200);
        assertThat(evidence.body()).contains("identified: s-1", "pages/written.jpg", "data:image/jpeg;base64,");
        assertThat(send("GET", task + "/evidence/", "admin").body()).isEqualTo(evidence.body());
        assertThat(send("GET", task + "/evidence/", "other-prof").statusCode()).isEqualTo(404);
        assertThat(api.audit.entries())
                .filteredOn(entry -> entry.event() == AuditLog.Event.DOWNLOAD)
                .extracting(entry -> entry.actor() + " " + entry.subject() + " " + entry.detail())
                .containsExactly("prof written evidence", "admin written evidence");
    }

    @Test
    void letsABrowserRunAndKeepNothingOfIt() throws Exception {
        HttpResponse<String> evidence = send("GET", identified("written") + "/evidence/", "prof");

        assertThat(evidence.headers().firstValue("Content-Type").orElseThrow())
                .isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(evidence.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
        assertThat(evidence.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(evidence.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void keepsTheSameEvidenceOnce() throws Exception {
        String first =
                result(identified("written")).path("result").path("evidence").asText();
        String second =
                result(identified("written")).path("result").path("evidence").asText();

        assertThat(second).isEqualTo(first);
        assertThat(api.blobs.list("korrigo/exams/exam-1/evidence/")).containsExactly(first);
    }

    @Test
    void hasNoneWhereNothingWasRead() throws Exception {
        String task = identified("blank");

        assertThat(result(task).path("result").path("evidence").isNull()).isTrue();
        assertThat(send("GET", task + "/evidence/", "prof").statusCode()).isEqualTo(404);
        assertThat(api.blobs.list("korrigo/exams/exam-1/evidence/")).isEmpty();
    }
}
