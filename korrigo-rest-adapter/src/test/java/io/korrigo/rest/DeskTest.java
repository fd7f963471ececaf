package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Student;
import io.korrigo.executor.local.InMemoryTaskStore;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Reason;
import io.korrigo.rest.JsonClient.Answer;
import io.korrigo.task.Claim;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.CmenOcr;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person who says whose copies they are. */
class DeskTest {
    private static final String ONE = "/api/copies/copy-1/identification/";

    private final TaskStore tasks = new InMemoryTaskStore(Clock.systemUTC());
    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "", tasks, 10);
        api.stopWorking();
        client = new JsonClient(api);
        for (int i = 1; i <= 6; i++) {
            api.students.upsert(List.of(Student.of("s" + i, "NOM " + (9 - i), "Prénom", LocalDate.of(2008, 1, i))));
        }
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    /** What a machine said of a copy: students with their probabilities, the likeliest first. */
    private void proposed(String copy, String... students) {
        proposed(copy, List.of(), List.of(), students);
    }

    private void proposed(String copy, List<String> pages, List<CmenOcr.Written> written, String... students) {
        List<CmenOcr.Match> matches = new ArrayList<>();
        for (String student : students) {
            matches.add(new CmenOcr.Match(
                    student, 0.9 / (matches.size() + 1), FieldAgreement.NOTHING_SAID, null, List.of()));
        }
        TaskId task = tasks.submit(Submission.of(CmenOcr.KIND, new CmenOcr.Parameters(copy), "prof")
                        .about("exam-1"))
                .id();
        Claim claim = tasks.claim(task, "test", Duration.ofMinutes(1)).orElseThrow();
        tasks.succeed(
                claim,
                new CmenOcr.Result(
                        copy,
                        "success",
                        Map.of("last_name", "NOM"),
                        matches.isEmpty() ? null : matches.get(0),
                        matches,
                        false,
                        new Reason(Reason.Code.NAMESAKES),
                        Identification.Decision.REVIEW,
                        0.1,
                        pages,
                        null,
                        written));
    }

    @Test
    void saysWhereAHeaderIsWrittenOnWhileItsPaperIsTheSameAndNoMore() throws Exception {
        List<PageRegion> rows = List.of(
                new PageRegion(0.1, 0.1, 0.3, 0.02),
                new PageRegion(0.1, 0.2, 0.3, 0.02),
                new PageRegion(0.1, 0.38, 0.2, 0.02));
        List<PageRegion> below = List.of(rows.get(0), rows.get(1), new PageRegion(0.1, 0.385, 0.2, 0.02));
        List<String> pages = api.exams.copy("copy-1").orElseThrow().pages();
        proposed("copy-1", pages, List.of(new CmenOcr.Written(0, rows)), "s1", "s4");

        Answer copy = client.get("prof", "/api/exams/exam-1/desk/copy-1/");

        JsonNode shown = copy.body().at("/sheets/0/rows");
        assertThat(shown).hasSize(3);
        // The header's picture is the upper two fifths of the page.
        assertThat(shown.at("/1/y").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(shown.at("/1/h").asDouble()).isCloseTo(0.05, within(1e-9));
        assertThat(shown.at("/1/x").asDouble()).isCloseTo(0.1, within(1e-9));
        assertThat(copy.response().body()).doesNotContain("probability", "confidence", "1.0");
        proposed("copy-1", pages, List.of(new CmenOcr.Written(0, below)), "s1", "s4");
        assertThat(rows()).isEmpty();
        proposed("copy-1", List.of("other.jpg"), List.of(new CmenOcr.Written(0, rows)), "s1", "s4");
        assertThat(rows()).isEmpty();
    }

    private JsonNode rows() throws Exception {
        return client.get("prof", "/api/exams/exam-1/desk/copy-1/").body().at("/sheets/0/rows");
    }

    private Answer decide(String user, String path, String body) throws Exception {
        String etag = client.get("admin", path.replace("identification/", "")).header("ETag");
        return client.send(user, "PUT", path, body, "If-Match", etag);
    }

    private List<String> candidates(String copy) throws Exception {
        List<String> ids = new ArrayList<>();
        client.get("prof", "/api/exams/exam-1/desk/" + copy + "/")
                .body()
                .path("candidates")
                .forEach(each -> ids.add(each.path("student_id").asText()));
        return ids;
    }

    @Test
    void seesCandidatesInTheRostersOrderWhateverTheirProbability() throws Exception {
        proposed("copy-1", "s1", "s4", "s2");
        List<String> first = candidates("copy-1");
        proposed("copy-1", "s2", "s1", "s4");

        Answer copy = client.get("prof", "/api/exams/exam-1/desk/copy-1/");

        // the roster's order here is that of the ids, turned round
        assertThat(candidates("copy-1"))
                .isEqualTo(first)
                .hasSize(5)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .contains("s4", "s2", "s1");
        assertThat(copy.response().body()).doesNotContain("probability", "confidence", "0.9");
        assertThat(copy.body().path("reason").path("code").asText()).isEqualTo("namesakes");
        assertThat(copy.body().path("sheets").get(0).path("header_url").asText())
                .isEqualTo("/api/copies/copy-1/pages/0/header/");
        assertThat(copy.header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    void hearsWhatTheMachineThoughtAfterDeciding() throws Exception {
        proposed("copy-1", "s1", "s2");

        Answer answer = decide("prof", ONE, "{\"student_id\": \"s2\", \"shown\": 2, \"ms\": 3400}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("agrees").asBoolean(true)).isFalse();
        assertThat(answer.body().path("machine").path("student_id").asText()).isEqualTo("s1");
        assertThat(answer.body().path("copy").path("identified_by").asText()).isEqualTo("person");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(api.audit.entries())
                .anyMatch(entry -> entry.detail().equals("student s2, shown 2, 3400 ms")
                        && entry.actor().equals("prof"));
        assertThat(decide("prof", ONE, "{\"student_id\": \"s1\"}")
                        .body()
                        .path("agrees")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shrinksItsQueueWithEachDecision() throws Exception {
        proposed("copy-1", "s1", "s2", "s3");
        proposed("copy-2", "s1", "s2");
        JsonNode before = client.get("prof", "/api/exams/exam-1/desk/").body();
        assertThat(before.path("copies").toString()).isEqualTo("[\"copy-2\",\"copy-1\",\"empty\"]");

        decide("prof", ONE, "{\"student_id\": \"s1\"}");
        decide("prof", "/api/copies/empty/identification/", "{\"outcome\": \"unreadable\"}");

        JsonNode after = client.get("prof", "/api/exams/exam-1/desk/").body();
        assertThat(after.path("copies").toString()).isEqualTo("[\"copy-2\"]");
        assertThat(after.path("to_decide").asInt()).isEqualTo(1);
        assertThat(after.path("decided").asInt()).isEqualTo(1);
        assertThat(after.path("unreadable").asInt()).isEqualTo(1);
        JsonNode taken =
                client.get("prof", "/api/exams/exam-1/desk/copy-2/").body().path("candidates");
        assertThat(taken)
                .allSatisfy(line -> assertThat(line.path("taken_by").asText())
                        .isEqualTo(line.path("student_id").asText().equals("s1") ? "A-001" : "null"));
        assertThat(taken.findValuesAsText("student_id")).contains("s1");
    }

    @Test
    void namesTheOtherCopyOfAStudentWhoHasOne() throws Exception {
        decide("prof", ONE, "{\"student_id\": \"s1\"}");

        Answer refused = decide("prof", "/api/copies/copy-2/identification/", "{\"student_id\": \"s1\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("error").asText()).contains("A-001").doesNotContain("copy-1");
    }

    @Test
    void decidesNothingTwiceSilently() throws Exception {
        assertThat(client.send("prof", "PUT", ONE, "{\"student_id\": \"s1\"}").status())
                .isEqualTo(428);
        assertThat(client.send("prof", "PUT", ONE, "{\"student_id\": \"s1\"}", "If-Match", "\"0\"")
                        .status())
                .isEqualTo(200);
        assertThat(client.send("admin", "PUT", ONE, "{\"student_id\": \"s2\"}", "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void takesBackWhatWasDecided() throws Exception {
        api.exams.identify("copy-1", 0, new CopyIdentification("s3", CopyIdentification.Source.AUTOMATIC, 0.5));
        decide("prof", ONE, "{\"outcome\": \"nobody\"}");

        Answer undone = client.post("prof", ONE + "undo/", "", "If-Match", "\"2\"");

        assertThat(undone.body().path("copy").path("student_id").asText()).isEqualTo("s3");
        assertThat(undone.body().path("copy").path("identified_by").asText()).isEqualTo("automatic");
        assertThat(client.post("prof", ONE + "undo/", "", "If-Match", "\"2\"").status())
                .isEqualTo(412);
        assertThat(client.post("prof", ONE + "undo/", "", "If-Match", "\"3\"").status())
                .isEqualTo(409);
    }

    @Test
    void asksAgainWhereTheMachineDiffers() throws Exception {
        proposed("copy-1", "s1", "s2");

        Answer asked = decide("prof", ONE, "{\"student_id\": \"s2\", \"confirmed\": false}");
        Answer confirmed = decide("prof", ONE, "{\"student_id\": \"s2\", \"confirmed\": true}");
        Answer agreed = decide("prof", ONE, "{\"student_id\": \"s1\", \"confirmed\": false}");

        assertThat(asked.body().path("stored").asBoolean(true)).isFalse();
        assertThat(asked.body().path("machine").path("student_id").asText()).isEqualTo("s1");
        assertThat(asked.body().path("reading").path("last_name").asText()).isEqualTo("NOM");
        assertThat(asked.header("ETag")).isEqualTo("\"0\"");
        assertThat(confirmed.body().path("stored").asBoolean()).isTrue();
        assertThat(agreed.body().path("stored").asBoolean()).isTrue();
    }

    @Test
    void tellsWhatTheMachineThinksToWhoAsksAndHasItOnRecord() throws Exception {
        proposed("copy-1", "s1", "s2");

        Answer revealed = client.post("prof", ONE + "reveal/", "");

        assertThat(revealed.body().path("machine").path("probability").asDouble())
                .isEqualTo(0.9);
        assertThat(api.audit.entries())
                .anyMatch(entry ->
                        entry.detail().contains("revealed") && entry.subject().equals("copy-1"));
        assertThat(client.post("prof", "/api/copies/copy-2/identification/reveal/", "")
                        .body()
                        .path("machine")
                        .isNull())
                .isTrue();
    }

    @Test
    void hidesTheControlSampleAmongWhatIsToBeDecided() throws Exception {
        proposed("copy-1", "s1", "s2");
        proposed("copy-2", "s3");
        api.exams.identify("copy-2", 0, new CopyIdentification("s3", CopyIdentification.Source.AUTOMATIC, 0.99));

        JsonNode desk = client.get("prof", "/api/exams/exam-1/desk/").body();
        JsonNode copy = client.get("prof", "/api/exams/exam-1/desk/copy-2/").body();

        assertThat(desk.path("copies").toString()).isEqualTo("[\"copy-1\",\"empty\"]");
        assertThat(desk.path("queue").toString()).contains("copy-1", "copy-2", "empty");
        assertThat(desk.path("control").path("size").asInt()).isEqualTo(1);
        assertThat(desk.path("control").path("errors_below").isNull()).isTrue();
        assertThat(copy.path("copy").path("student_id").isNull()).isTrue();
        assertThat(copy.path("copy").path("identified_by").isNull()).isTrue();
        assertThat(copy.path("candidates").size()).isEqualTo(5);
        assertThat(copy.path("candidates").findValuesAsText("taken_by")).containsOnly("null");
    }

    @Test
    void countsWhatTheControlSampleShows() throws Exception {
        String two = "/api/copies/copy-2/identification/";
        api.exams.identify("copy-1", 0, new CopyIdentification("s1", CopyIdentification.Source.AUTOMATIC, 0.99));
        api.exams.identify("copy-2", 0, new CopyIdentification("s2", CopyIdentification.Source.AUTOMATIC, 0.99));

        assertThat(decide("prof", ONE, "{\"student_id\": \"s1\"}")
                        .body()
                        .path("agrees")
                        .asBoolean())
                .isTrue();
        assertThat(decide("prof", two, "{\"student_id\": \"s3\"}")
                        .body()
                        .path("agrees")
                        .asBoolean(true))
                .isFalse();

        JsonNode desk = client.get("prof", "/api/exams/exam-1/desk/").body();
        assertThat(desk.path("control").path("checked").asInt()).isEqualTo(2);
        assertThat(desk.path("control").path("disagreements").asInt()).isEqualTo(1);
        assertThat(desk.path("total").asInt())
                .isEqualTo(desk.path("automatic").asInt()
                        + desk.path("decided").asInt()
                        + desk.path("to_decide").asInt()
                        + desk.path("unreadable").asInt()
                        + desk.path("closed").asInt());

        client.post("prof", two + "undo/", "", "If-Match", "\"2\"");
        decide("prof", two, "{\"student_id\": \"s2\", \"revealed\": true}");

        JsonNode revealed = client.get("prof", "/api/exams/exam-1/desk/").body();
        assertThat(revealed.path("control").path("checked").asInt()).isEqualTo(1);
    }

    @Test
    void hasTwinsOneAfterTheOther() throws Exception {
        proposed("copy-1", "s1", "s2");
        proposed("copy-2", "s3", "s4");
        proposed("empty", "s2", "s1", "s3", "s4", "s5");

        assertThat(client.get("prof", "/api/exams/exam-1/desk/")
                        .body()
                        .path("copies")
                        .toString())
                .isEqualTo("[\"copy-1\",\"empty\",\"copy-2\"]");
    }

    @Test
    void changesNothingAboutGradedCopies() throws Exception {
        api.exams.add(
                new Copy(
                        "graded",
                        "exam-1",
                        "A-9",
                        CopyStatus.GRADED,
                        List.of(new Booklet("b", List.of("x.jpg"))),
                        null,
                        null,
                        0),
                List.of(),
                CopyMarks.NONE);

        assertThat(decide("prof", "/api/copies/graded/identification/", "{\"student_id\": \"s1\"}")
                        .status())
                .isEqualTo(409);
        assertThat(client.get("prof", "/api/exams/exam-1/desk/")
                        .body()
                        .path("copies")
                        .toString())
                .doesNotContain("graded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"student_id\": \"s1\", \"outcome\": \"nobody\"}",
                "{\"outcome\": \"maybe\"}",
                "{\"student_id\": 1}",
                "{\"student_id\": \"s1\", \"ms\": -1}",
                "{\"student_id\": \"s1\", \"probability\": 1}"
            })
    void refusesDecisionsThatCanNotBeMeant(String body) throws Exception {
        assertThat(decide("prof", ONE, body).status()).isEqualTo(400);
        assertThat(api.exams.copy("copy-1").orElseThrow().version()).isZero();
    }

    @Test
    void knowsTheRosterOnly() throws Exception {
        assertThat(decide("prof", ONE, "{\"student_id\": \"s7\"}").status()).isEqualTo(422);
        assertThat(client.get("prof", "/api/exams/exam-1/desk/none/").status()).isEqualTo(404);
    }
}
