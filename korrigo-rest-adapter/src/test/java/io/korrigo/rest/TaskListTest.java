package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.AuditLog.Event;
import io.korrigo.exam.Exam;
import io.korrigo.rest.JsonClient.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of tasks, and what can be done to one and to many. */
class TaskListTest {
    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
        client = new JsonClient(api);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private Answer export(String user) throws Exception {
        Answer accepted = client.post(user, "/api/exams/exam-1/export-all/", "");
        client.ended(user, accepted);
        return accepted;
    }

    private String ocr(String user, String copy) throws Exception {
        Answer accepted = client.post(user, "/api/identification/cmen-ocr/" + copy + "/", "");
        client.ended(user, accepted);
        return accepted.body().path("task_id").asText();
    }

    /** An import that ends as FAILURE: nothing in it is a class list. */
    private String failedImport() throws Exception {
        Answer accepted = client.post(
                "admin",
                "/api/students/import/",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\nx\r\n--b--\r\n",
                "Content-Type",
                "multipart/form-data; boundary=b");
        assertThat(client.ended("admin", accepted).path("status").asText()).isEqualTo("FAILURE");
        return accepted.body().path("task_id").asText();
    }

    private List<String> listed(String user, String query) throws Exception {
        List<String> ids = new ArrayList<>();
        client.get(user, "/api/tasks/" + query)
                .body()
                .path("tasks")
                .forEach(task -> ids.add(task.path("task_id").asText()));
        return ids;
    }

    @Test
    void showsTheLastFirstAndEverybodyTheirOwn() throws Exception {
        String export = export("prof").body().path("task_id").asText();
        String one = ocr("prof", "copy-1");
        String two = ocr("admin", "copy-2");

        assertThat(listed("prof", "")).containsExactly(one, export);
        assertThat(listed("prof", "?owner=admin")).isEmpty();
        assertThat(listed("other-prof", "")).isEmpty();
        assertThat(listed("admin", "")).containsExactly(two, one, export);
        assertThat(listed("admin", "?owner=prof&kind=cmen_ocr")).containsExactly(one);
        JsonNode line = client.get("prof", "/api/tasks/?kind=export_all_copies")
                .body()
                .path("tasks")
                .get(0);
        assertThat(line.path("exam_id").asText()).isEqualTo("exam-1");
        assertThat(line.path("status").asText()).isEqualTo("SUCCESS");
        assertThat(line.path("status_url").asText()).isEqualTo("/api/tasks/" + export + "/status/");
    }

    @Test
    void isFilteredByStateExamAndTime() throws Exception {
        String failed = failedImport();
        String ocr = ocr("admin", "copy-1");

        assertThat(listed("admin", "?status=FAILURE")).containsExactly(failed);
        assertThat(listed("admin", "?status=success")).containsExactly(ocr);
        assertThat(listed("admin", "?exam=exam-1")).containsExactly(ocr);
        assertThat(listed("admin", "?exam=none")).isEmpty();
        assertThat(listed("admin", "?since=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z"))
                .hasSize(2);
        assertThat(listed("admin", "?until=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(client.get("admin", "/api/tasks/?status=FAILURE")
                        .body()
                        .path("tasks")
                        .get(0)
                        .path("error")
                        .asText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=none", "limit=0", "limit=101", "limit=x", "before=x", "since=yesterday"})
    void refusesWhatCanNotBeMeant(String query) throws Exception {
        assertThat(client.get("admin", "/api/tasks/?" + query).status()).isEqualTo(400);
    }

    @Test
    void goesOnWhereAPageEnds() throws Exception {
        List<String> all =
                new ArrayList<>(List.of(ocr("prof", "copy-1"), ocr("prof", "copy-2"), ocr("prof", "copy-1")));
        java.util.Collections.reverse(all);

        List<String> found = new ArrayList<>();
        String next = "/api/tasks/?limit=1&exam=exam-1";
        while (!next.isEmpty()) {
            JsonNode page = client.get("prof", next).body();
            page.path("tasks").forEach(task -> found.add(task.path("task_id").asText()));
            next = page.path("next").asText("");
            next = next.equals("null") ? "" : next;
        }

        assertThat(found).isEqualTo(all);
    }

    @Test
    void hidesATeachersOwnTasksOfAnExamThatTheyLost() throws Exception {
        ocr("prof", "copy-1");
        Exam exam = api.exams.exam("exam-1").orElseThrow();
        api.exams.add(new Exam(exam.id(), exam.name(), null, 4, List.of(), Set.of("other-prof")));

        assertThat(listed("prof", "")).isEmpty();
        assertThat(listed("admin", "")).hasSize(1);
    }

    @Test
    void tellsChildrenAndLog() throws Exception {
        Answer export = export("prof");
        String task = "/api/tasks/" + export.body().path("task_id").asText();

        JsonNode children = client.get("prof", task + "/children/").body().path("children");
        assertThat(children).hasSize(3);
        assertThat(children.get(0).path("kind").asText()).isEqualTo("flatten_copy");
        assertThat(client.get("prof", task + "/log/")
                        .body()
                        .path("lines")
                        .get(0)
                        .asText())
                .contains("attempt 1 on ");
    }

    @Test
    void cancelsOnlyWhatIsOpen() throws Exception {
        String ended = ocr("prof", "copy-1");

        assertThat(client.post("prof", "/api/tasks/" + ended + "/cancel/", "").status())
                .isEqualTo(409);
    }

    @Test
    void triesWhatFailedAgainOnceHoweverOftenItIsAsked() throws Exception {
        String failed = failedImport();

        Answer again = client.post("admin", "/api/tasks/" + failed + "/retry/", "");
        Answer twice = client.post("admin", "/api/tasks/" + failed + "/retry/", "");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location"))
                .isEqualTo(again.body().path("status_url").asText());
        assertThat(again.body().path("task_id").asText()).isNotEqualTo(failed);
        assertThat(twice.body().path("task_id")).isEqualTo(again.body().path("task_id"));
        assertThat(client.ended("admin", again).path("status").asText()).isEqualTo("FAILURE");
        assertThat(client.post("prof", "/api/tasks/" + ocr("prof", "copy-1") + "/retry/", "")
                        .status())
                .isEqualTo(409);
        assertThat(api.audit.entries())
                .anyMatch(entry -> entry.event() == Event.TASK
                        && entry.subject().equals(failed)
                        && entry.detail().equals("retry"));
    }

    @Test
    void forgetsATaskThatHasEnded() throws Exception {
        String task = ocr("prof", "copy-1");

        assertThat(client.send("other-prof", "DELETE", "/api/tasks/" + task + "/", "")
                        .status())
                .isEqualTo(404);
        assertThat(client.send("prof", "DELETE", "/api/tasks/" + task + "/", "")
                        .body()
                        .path("forgotten")
                        .asBoolean())
                .isTrue();
        assertThat(client.get("prof", "/api/tasks/" + task + "/status/").status())
                .isEqualTo(404);
    }

    @Test
    void actsOnAFilterOnlyWithTheCountThatWasTold() throws Exception {
        ocr("prof", "copy-1");
        ocr("prof", "copy-2");
        ocr("admin", "copy-2");
        String filter = "{\"act\": \"delete\", \"kind\": \"cmen_ocr\"";

        Answer counted = client.post("prof", "/api/tasks/acts/", filter + "}");
        assertThat(counted.body().path("count").asInt()).isEqualTo(2);
        assertThat(counted.body().path("done").asInt()).isZero();
        assertThat(client.post("prof", "/api/tasks/acts/", filter + ", \"expected\": 3}")
                        .status())
                .isEqualTo(409);
        assertThat(listed("prof", "")).hasSize(2);

        Answer done = client.post("prof", "/api/tasks/acts/", filter + ", \"expected\": 2}");

        assertThat(done.body().path("done").asInt()).isEqualTo(2);
        assertThat(listed("prof", "")).isEmpty();
        assertThat(listed("admin", "")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "x",
                "{\"act\": \"burn\"}",
                "{\"act\": \"delete\", \"colour\": \"red\"}",
                "{\"act\": \"delete\", \"kind\": 1}"
            })
    void refusesActsThatCanNotBeMeant(String body) throws Exception {
        assertThat(client.post("admin", "/api/tasks/acts/", body).status()).isEqualTo(400);
    }
}
