package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may call what: one row for each call, and none may lack one.
 *
 * <p>A row's example address names prof's exam, copy or task. The columns are a caller without login, one without a role, a student, a teacher of another exam, the teacher of this one, an administrator, that administrator by cookie from another
 * site's page, and one whose token was revoked.
 */
class RolesTest {
    private static final String UPLOAD = "/api/exams/exam-1/uploads/" + RunningApi.UPLOAD + "/";

    /** Statuses other than 401, 403 and 404 are the call's own: what it answers to somebody who may. */
    private static final List<Row> ROWS = List.of(
            row("GET api/health/live", "/api/health/live/", 200, 200, 200, 200, 200, 200, 200, 200),
            row("GET api/health/ready", "/api/health/ready/", 200, 200, 200, 200, 200, 200, 200, 200),
            row("GET metrics", "/metrics", 401, 403, 403, 403, 403, 200, 200, 401),
            row("GET api/openapi.json", "/api/openapi.json", 200, 200, 200, 200, 200, 200, 200, 200),
            row("POST api/exams/*/export-all", "/api/exams/exam-1/export-all/", 401, 403, 403, 404, 202, 202, 403, 401),
            row(
                    "POST api/identification/cmen-ocr/*",
                    "/api/identification/cmen-ocr/copy-1/",
                    401,
                    403,
                    403,
                    404,
                    202,
                    202,
                    403,
                    401),
            row("POST api/exams/*/scans", "/api/exams/exam-1/scans/", 401, 403, 403, 404, 400, 400, 403, 401),
            row("GET api/exams/*/scans", "/api/exams/exam-1/scans/", 401, 403, 403, 404, 200, 200, 200, 401),
            row(
                    "GET api/exams/*/scans/*",
                    "/api/exams/exam-1/scans/" + RunningApi.SCAN + "/",
                    401,
                    403,
                    403,
                    404,
                    200,
                    200,
                    200,
                    401),
            row(
                    "POST api/exams/*/scans/*/commands",
                    "/api/exams/exam-1/scans/" + RunningApi.SCAN + "/commands/",
                    401,
                    403,
                    403,
                    404,
                    400,
                    400,
                    403,
                    401),
            row(
                    "GET api/exams/*/scans/*/pages/*/image",
                    "/api/exams/exam-1/scans/" + RunningApi.SCAN + "/pages/" + RunningApi.SCAN + "-0001-whole/image/",
                    401,
                    403,
                    403,
                    404,
                    200,
                    200,
                    200,
                    401),
            row("POST api/exams/*/uploads", "/api/exams/exam-1/uploads/", 401, 403, 403, 404, 400, 400, 403, 401),
            row("GET api/exams/*/uploads/*", UPLOAD, 401, 403, 403, 404, 200, 200, 200, 401),
            row("PUT api/exams/*/uploads/*/parts/*", UPLOAD + "parts/1/", 401, 403, 403, 404, 400, 400, 403, 401),
            row("POST api/exams/*/uploads/*/import", UPLOAD + "import/", 401, 403, 403, 404, 409, 409, 403, 401),
            row("DELETE api/exams/*/uploads/*", UPLOAD, 401, 403, 403, 404, 200, 200, 403, 401),
            row(
                    "POST api/identification/batch-ocr/*",
                    "/api/identification/batch-ocr/exam-1/",
                    401,
                    403,
                    403,
                    404,
                    202,
                    202,
                    403,
                    401),
            row("POST api/copies/*/finalize", "/api/copies/copy-1/finalize/", 401, 403, 403, 404, 202, 202, 403, 401),
            row("GET api/copies/*/final-pdf", "/api/copies/copy-1/final-pdf/", 401, 403, 404, 404, 200, 200, 200, 401),
            row("POST api/students/import", "/api/students/import/", 401, 403, 403, 403, 403, 400, 403, 401),
            row("POST api/students/accounts", "/api/students/accounts/", 401, 403, 403, 403, 403, 400, 403, 401),
            row("DELETE api/students/*", "/api/students/s-1/", 401, 403, 403, 403, 403, 200, 403, 401),
            row("GET api/tasks/*/status", "/api/tasks/{task}/status/", 401, 404, 403, 404, 200, 200, 200, 401),
            row("GET api/tasks/*/zip", "/api/tasks/{task}/zip/", 401, 404, 403, 404, 200, 200, 200, 401),
            row("GET api/tasks/*/evidence", "/api/tasks/{task}/evidence/", 401, 404, 403, 404, 404, 404, 404, 401),
            // An export is no dry run.
            row("GET api/tasks/*/diff", "/api/tasks/{task}/diff/", 401, 403, 403, 403, 403, 404, 404, 401),
            row("POST api/tasks/*/apply", "/api/tasks/{task}/apply/", 401, 403, 403, 403, 403, 404, 403, 401),
            row("GET api/session", "/api/session/", 401, 200, 200, 200, 200, 200, 200, 401),
            // Who signs in needs no login; a page of another site opens no session.
            row("POST api/session", "/api/session/", 400, 400, 400, 400, 400, 400, 403, 400),
            row("DELETE api/session", "/api/session/", 401, 200, 200, 200, 200, 200, 403, 401),
            row("PUT api/session/password", "/api/session/password/", 401, 400, 400, 400, 400, 400, 403, 401),
            row("GET api/my/copies", "/api/my/copies/", 401, 200, 200, 200, 200, 200, 200, 401),
            row("GET api/tokens", "/api/tokens/", 401, 403, 403, 403, 403, 200, 200, 401),
            row("POST api/tokens", "/api/tokens/", 401, 403, 403, 403, 403, 400, 403, 401),
            row("DELETE api/tokens/*", "/api/tokens/0123abcd/", 401, 403, 403, 403, 403, 200, 403, 401),
            row("GET api/exams/*/audit", "/api/exams/exam-1/audit/", 401, 403, 403, 404, 200, 200, 200, 401),
            row("GET api/accounts", "/api/accounts/", 401, 403, 403, 403, 403, 200, 200, 401),
            row("POST api/accounts", "/api/accounts/", 401, 403, 403, 403, 403, 400, 403, 401),
            row("POST api/accounts/*/password", "/api/accounts/zoe/password/", 401, 403, 403, 403, 403, 200, 403, 401),
            row("DELETE api/accounts/*", "/api/accounts/zoe/", 401, 403, 403, 403, 403, 200, 403, 401),
            row("GET api/exams", "/api/exams/", 401, 403, 403, 200, 200, 200, 200, 401),
            row("POST api/exams", "/api/exams/", 401, 403, 403, 400, 400, 400, 403, 401),
            row("GET api/exams/*", "/api/exams/exam-1/", 401, 403, 403, 404, 200, 200, 200, 401),
            row("PUT api/exams/*", "/api/exams/exam-1/", 401, 403, 403, 404, 400, 400, 403, 401),
            // Its tasks have ended, and those who may are asked last.
            row("DELETE api/exams/*", "/api/exams/exam-2/", 401, 403, 403, 403, 403, 200, 403, 401),
            row("GET api/exams/*/copies", "/api/exams/exam-1/copies/", 401, 403, 403, 404, 200, 200, 200, 401),
            row("GET api/exams/*/students", "/api/exams/exam-1/students/", 401, 403, 403, 404, 200, 200, 200, 401),
            row("GET api/students", "/api/students/", 401, 403, 403, 403, 403, 200, 200, 401),
            row("POST api/copies/*/release", "/api/copies/copy-1/release/", 401, 403, 403, 404, 428, 428, 403, 401),
            row(
                    "GET api/copies/*/revocation",
                    "/api/copies/copy-1/revocation/",
                    401,
                    403,
                    403,
                    404,
                    200,
                    200,
                    200,
                    401),
            row(
                    "POST api/copies/*/revocation",
                    "/api/copies/copy-1/revocation/",
                    401,
                    403,
                    403,
                    404,
                    400,
                    400,
                    403,
                    401),
            row("GET api/copies/*/marking", "/api/copies/copy-1/marking/", 401, 403, 403, 404, 200, 200, 200, 401),
            row("PUT api/copies/*/marking", "/api/copies/copy-1/marking/", 401, 403, 403, 404, 400, 400, 403, 401),
            row("GET api/copies/*/lock", "/api/copies/copy-1/lock/", 401, 403, 403, 404, 200, 200, 200, 401),
            row("POST api/copies/*/lock", "/api/copies/copy-1/lock/", 401, 403, 403, 404, 428, 428, 403, 401),
            row("PUT api/copies/*/lock", "/api/copies/copy-1/lock/", 401, 403, 403, 404, 409, 409, 403, 401),
            row("DELETE api/copies/*/lock", "/api/copies/copy-1/lock/", 401, 403, 403, 404, 409, 409, 403, 401),
            row("GET api/copies/*", "/api/copies/copy-1/", 401, 403, 403, 404, 200, 200, 200, 401),
            row(
                    "GET api/copies/*/pages/*/image",
                    "/api/copies/copy-1/pages/0/image/",
                    401,
                    403,
                    403,
                    404,
                    200,
                    200,
                    200,
                    401),
            row(
                    "GET api/copies/*/pages/*/header",
                    "/api/copies/copy-1/pages/0/header/",
                    401,
                    403,
                    403,
                    404,
                    200,
                    200,
                    200,
                    401),
            row("GET api/exams/*/desk", "/api/exams/exam-1/desk/", 401, 403, 403, 404, 200, 200, 200, 401),
            row("GET api/exams/*/desk/*", "/api/exams/exam-1/desk/copy-1/", 401, 403, 403, 404, 200, 200, 200, 401),
            row(
                    "PUT api/copies/*/identification",
                    "/api/copies/copy-1/identification/",
                    401,
                    403,
                    403,
                    404,
                    400,
                    400,
                    403,
                    401),
            row(
                    "POST api/copies/*/identification/lease",
                    "/api/copies/copy-1/identification/lease/",
                    401,
                    403,
                    403,
                    404,
                    200,
                    200,
                    403,
                    401),
            row(
                    "POST api/copies/*/identification/reveal",
                    "/api/copies/copy-1/identification/reveal/",
                    401,
                    403,
                    403,
                    404,
                    200,
                    200,
                    403,
                    401),
            row(
                    "POST api/copies/*/identification/undo",
                    "/api/copies/copy-1/identification/undo/",
                    401,
                    403,
                    403,
                    404,
                    428,
                    428,
                    403,
                    401),
            row("GET api/tasks", "/api/tasks/", 401, 200, 403, 200, 200, 200, 200, 401),
            row("GET api/tasks/*/children", "/api/tasks/{task}/children/", 401, 404, 403, 404, 200, 200, 200, 401),
            row("GET api/tasks/*/log", "/api/tasks/{task}/log/", 401, 404, 403, 404, 200, 200, 200, 401),
            row("GET api/tasks/*/events", "/api/tasks/{task}/events/", 401, 404, 403, 404, 200, 200, 200, 401),
            row("GET api/events", "/api/events/", 401, 200, 403, 200, 200, 200, 200, 401),
            row("POST api/tasks/acts", "/api/tasks/acts/", 401, 400, 403, 400, 400, 400, 403, 401),
            // The export has ended well: neither cancelled nor tried again.
            row("POST api/tasks/*/cancel", "/api/tasks/{task}/cancel/", 401, 404, 403, 404, 409, 409, 403, 401),
            row("POST api/tasks/*/retry", "/api/tasks/{task}/retry/", 401, 404, 403, 404, 409, 409, 403, 401),
            // Of a task of its own for each who may.
            row("DELETE api/tasks/*", "/api/tasks/{another}/", 401, 404, 403, 404, 200, 200, 403, 401),
            // An export has no passwords: nobody's task of theirs.
            row(
                    "GET api/tasks/*/credentials/pdf",
                    "/api/tasks/{task}/credentials/pdf/",
                    401,
                    404,
                    403,
                    404,
                    404,
                    404,
                    404,
                    401),
            row(
                    "GET api/tasks/*/credentials/csv",
                    "/api/tasks/{task}/credentials/csv/",
                    401,
                    404,
                    403,
                    404,
                    404,
                    404,
                    404,
                    401),
            row(
                    "POST api/tasks/*/credentials/acknowledge",
                    "/api/tasks/{task}/credentials/acknowledge/",
                    401,
                    404,
                    403,
                    404,
                    404,
                    404,
                    403,
                    401));

    private static final List<String> COLUMNS = List.of(
            "no login",
            "no role",
            "student",
            "other teacher",
            "teacher",
            "administrator",
            "forged origin",
            "revoked token");

    /** @param statuses in the order of {@link #COLUMNS} */
    private record Row(String call, String example, List<Integer> statuses) {}

    private static Row row(String call, String example, Integer... statuses) {
        return new Row(call, example, List.of(statuses));
    }

    private record Answer(HttpResponse<InputStream> response, String body) {
        int statusCode() {
            return response.statusCode();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningApi api;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
        api.addScan();
        api.revoked.add("former-admin");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private Answer send(String method, String path, int column) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(api.url(path))).method(method, HttpRequest.BodyPublishers.noBody());
        switch (column) {
            case 0 -> {}
            case 1 -> request.header("X-User", "somebody");
            case 2 -> request.header("X-User", "student:s-9");
            case 3 -> request.header("X-User", "other-prof");
            case 4 -> request.header("X-User", "prof");
            case 5 -> request.header("X-User", "admin");
            case 6 ->
                request.headers(
                        "X-User",
                        "admin",
                        "Cookie",
                        "session=1",
                        "Origin",
                        "https://evil.example",
                        "Sec-Fetch-Site",
                        "cross-site");
            default -> request.header("X-User", "former-admin");
        }
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            // A stream of events has no end.
            boolean stream = answer.statusCode() == 200 && path.endsWith("/events/");
            return new Answer(answer, stream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** prof's export, once it has ended. */
    private String task() throws Exception {
        JsonNode submitted = new ObjectMapper()
                .readTree(send("POST", "/api/exams/exam-1/export-all/", 4).body());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> new ObjectMapper()
                        .readTree(send("GET", submitted.path("status_url").asText(), 4)
                                .body())
                        .path("ready")
                        .asBoolean());
        return submitted.path("task_id").asText();
    }

    @Test
    void haveARowForEachCall() {
        assertThat(ROWS.stream().map(Row::call)).containsExactlyInAnyOrderElementsOf(new TreeSet<>(api.calls()));
    }

    @Test
    void getWhatTheirRowSays() throws Exception {
        String task = task();
        List<String> wrong = new ArrayList<>();
        for (Row row : ROWS) {
            String path = row.example().replace("{task}", task);
            for (int column = 0; column < COLUMNS.size(); column++) {
                api.students.upsert(List.of(Student.of("s-1", "Roux", "Zoé", null)));
                api.exams.add(new Exam("exam-2", "Another", null, 4, List.of(), Set.of("prof")));
                api.beginUpload();
                int status = send(
                                row.call().split(" ")[0],
                                path.contains("{another}") ? path.replace("{another}", task()) : path,
                                column)
                        .statusCode();
                if (status != row.statuses().get(column)) {
                    wrong.add(row.call() + ", " + COLUMNS.get(column) + ": " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void canNotTellAnothersFromWhatIsNotThere() throws Exception {
        String task = task();
        for (Row row : ROWS) {
            if (row.statuses().get(3) != 404) {
                continue;
            }
            String method = row.call().split(" ")[0];
            Answer anothers = send(method, row.example().replace("{task}", task).replace("{another}", task), 3);
            Answer unknown = send(
                    method,
                    row.example()
                            .replace("{task}", "0f8fad5b-d9cb-469f-a165-70867728950e")
                            .replace("{another}", "0f8fad5b-d9cb-469f-a165-70867728950e")
                            .replace("exam-1", "no-exam")
                            .replace("copy-1", "no-copy"),
                    3);

            assertThat(anothers.body()).as(row.call()).isEqualTo(unknown.body());
            assertThat(anothers.response().headers().map().keySet())
                    .as(row.call())
                    .isEqualTo(unknown.response().headers().map().keySet());
        }
    }
}
