package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyIdentification;
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
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that hang together, and persons who work at one desk. */
class DeskTogetherTest {
    private static final List<Student> STUDENTS = List.of(
            Student.of("s1", "BERNARD", "Léa", LocalDate.of(2008, 1, 3)),
            Student.of("s2", "DURAND", "Paul", LocalDate.of(2008, 4, 17)),
            Student.of("s3", "MOREAU", "Inès", LocalDate.of(2007, 11, 30)),
            Student.of("s4", "PETIT", "Zoé", LocalDate.of(2008, 7, 9)),
            Student.of("s5", "ROUX", "Hugo", LocalDate.of(2008, 2, 21)),
            Student.of("s6", "VIDAL", "Nora", LocalDate.of(2007, 9, 5)));

    private final TaskStore tasks = new InMemoryTaskStore(Clock.systemUTC());
    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "", tasks, 10);
        api.stopWorking();
        client = new JsonClient(api);
        api.students.upsert(STUDENTS);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    /** What a machine makes of a copy: how likely each student is, and nobody of them for the rest. */
    private void proposed(String copy, Map<String, Double> likely) throws Exception {
        List<CmenOcr.Match> matches = likely.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(each ->
                        new CmenOcr.Match(each.getKey(), each.getValue(), FieldAgreement.NOTHING_SAID, null, List.of()))
                .toList();
        double outsider = 1 - likely.values().stream().mapToDouble(each -> each).sum();
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
                        matches.get(0),
                        matches,
                        false,
                        new Reason(Reason.Code.NOT_CERTAIN),
                        Identification.Decision.REVIEW,
                        Math.max(0, outsider),
                        copy(copy).pages(),
                        null));
    }

    private Copy copy(String id) {
        return api.exams.copy(id).orElseThrow();
    }

    private static String path(String copy) {
        return "/api/copies/" + copy + "/identification/";
    }

    private Answer decide(String user, String copy, String body) throws Exception {
        return client.send(
                user, "PUT", path(copy), body, "If-Match", "\"" + copy(copy).version() + "\"");
    }

    private Answer undo(String copy, String query) throws Exception {
        return client.post(
                "prof",
                path(copy) + "undo/" + query,
                "",
                "If-Match",
                "\"" + copy(copy).version() + "\"");
    }

    private JsonNode desk(String user) throws Exception {
        return client.get(user, "/api/exams/exam-1/desk/").body();
    }

    @Test
    void identifiesWhatADecisionOnAnotherCopySettlesAndTakesItBackWithIt() throws Exception {
        proposed("copy-1", Map.of("s1", 0.5, "s2", 0.4999));
        proposed("copy-2", Map.of("s1", 0.2, "s2", 0.79999));
        assertThat(desk("prof").path("to_decide").asInt()).isEqualTo(3);

        Answer answer = decide("prof", "copy-1", "{\"student_id\": \"s1\"}");

        assertThat(answer.body().path("touched").toString())
                .isEqualTo("[{\"copy_id\":\"copy-2\",\"anonymous_id\":\"A-002\"}]")
                .doesNotContain("s2");
        assertThat(copy("copy-2").identification().studentId()).isEqualTo("s2");
        assertThat(copy("copy-2").identification().source()).isEqualTo(CopyIdentification.Source.AUTOMATIC);
        assertThat(desk("prof").path("copies").toString()).isEqualTo("[\"empty\"]");
        assertThat(api.audit.entries())
                .anyMatch(entry -> entry.subject().equals("copy-2")
                        && entry.detail().equals("student s2, follows from copy copy-1"));

        Answer undone = undo("copy-1", "");

        assertThat(undone.body().path("touched").get(0).path("copy_id").asText())
                .isEqualTo("copy-2");
        assertThat(copy("copy-1").identification()).isNull();
        assertThat(copy("copy-2").identification()).isNull();
    }

    @Test
    void leavesCopiesThatADecisionDoesNotSettle() throws Exception {
        proposed("copy-1", Map.of("s1", 0.5, "s2", 0.4999));
        proposed("copy-2", Map.of("s1", 0.2, "s2", 0.5, "s3", 0.29999));

        assertThat(decide("prof", "copy-1", "{\"student_id\": \"s1\"}").body().path("touched"))
                .isEmpty();

        assertThat(copy("copy-2").identification()).isNull();
    }

    @Test
    void settlesNoTwinByElimination() throws Exception {
        api.students.upsert(List.of(
                Student.of("t1", "SOW", "Ana", LocalDate.of(2008, 6, 1)),
                Student.of("t2", "SOW", "Ina", LocalDate.of(2008, 6, 1))));
        proposed("copy-1", Map.of("t1", 0.5, "t2", 0.4999));
        proposed("copy-2", Map.of("t1", 0.2, "t2", 0.79999));

        assertThat(decide("prof", "copy-1", "{\"student_id\": \"t1\"}").body().path("touched"))
                .isEmpty();

        assertThat(copy("copy-2").identification()).isNull();
    }

    @Test
    void takesNobodysCopyFromWhomItHasBeenGivenTo() throws Exception {
        api.exams.identify("empty", 0, new CopyIdentification("s2", CopyIdentification.Source.AUTOMATIC, 0.9999));
        proposed("copy-1", Map.of("s1", 0.5, "s2", 0.4999));
        proposed("copy-2", Map.of("s1", 0.2, "s2", 0.79999));

        assertThat(decide("prof", "copy-1", "{\"student_id\": \"s1\"}").body().path("touched"))
                .isEmpty();

        assertThat(copy("empty").identification().studentId()).isEqualTo("s2");
    }

    @Test
    void takesBackThePdfOfAFollowerAndAsksWhereThatIsGraded() throws Exception {
        proposed("copy-1", Map.of("s1", 0.5, "s2", 0.4999));
        proposed("copy-2", Map.of("s1", 0.2, "s2", 0.79999));
        decide("prof", "copy-1", "{\"student_id\": \"s1\"}");
        api.exams.beginGrading("copy-2", copy("copy-2").version());
        api.exams.endGrading(
                "copy-2", copy("copy-2").version(), CopyGrading.done("final/copy-2.pdf", new BigDecimal("12")));

        assertThat(undo("copy-1", "").body().path("code").asText()).isEqualTo("decision.graded_revoke");
        assertThat(copy("copy-1").identification().studentId()).isEqualTo("s1");
        assertThat(copy("copy-2").identification().studentId()).isEqualTo("s2");
        api.desk.revoke("copy-2", copy("copy-2").version(), "prof", "", Instant.EPOCH, Set.of());
        api.exams.attachFinalPdf("copy-2", copy("copy-2").version(), "final/copy-2.pdf");

        assertThat(undo("copy-1", "").status()).isEqualTo(200);
        assertThat(copy("copy-2").identification()).isNull();
        assertThat(copy("copy-2").finalPdf()).isNull();
    }

    @Test
    void keepsTwinsOpenWhomNobodyCanTellApart() throws Exception {
        proposed("copy-1", Map.of("s1", 0.5, "s2", 0.4999));
        proposed("copy-2", Map.of("s3", 0.5, "s4", 0.3, "s5", 0.1));
        assertThat(desk("prof").path("copies").toString()).isEqualTo("[\"copy-1\",\"copy-2\",\"empty\"]");

        Answer answer = decide("prof", "copy-1", "{\"outcome\": \"inseparable\", \"confirmed\": false}");

        assertThat(answer.body().path("stored").asBoolean()).isTrue();
        assertThat(answer.body().path("copy").path("decided").asText()).isEqualTo("inseparable");
        JsonNode after = desk("prof");
        assertThat(after.path("to_decide").asInt()).isEqualTo(3);
        assertThat(after.path("decided").asInt()).isZero();
        assertThat(after.path("copies").toString()).isEqualTo("[\"copy-2\",\"copy-1\",\"empty\"]");
        assertThat(decide("prof", "copy-1", "{\"student_id\": \"s1\"}").status())
                .isEqualTo(200);
        assertThat(desk("prof").path("decided").asInt()).isEqualTo(1);
    }

    @Test
    void tellsWhatSomebodyDecidedSoThatAnyOfTheirWindowsTakesItBack() throws Exception {
        decide("prof", "copy-1", "{\"student_id\": \"s1\"}");
        decide("prof", "copy-2", "{\"outcome\": \"nobody\"}");
        decide("admin", "empty", "{\"outcome\": \"nobody\"}");

        JsonNode made = desk("prof").path("made");

        assertThat(made.findValuesAsText("copy_id")).containsExactlyInAnyOrder("copy-1", "copy-2");
        assertThat(desk("admin").path("made").findValuesAsText("copy_id")).containsExactly("empty");
        assertThat(client.get("admin", "/api/exams/exam-1/desk/copy-1/")
                        .body()
                        .path("decided_by")
                        .asText())
                .isEqualTo("prof");
        JsonNode last = made.get(0);
        assertThat(client.post(
                                "prof",
                                path(last.path("copy_id").asText()) + "undo/",
                                "",
                                "If-Match",
                                "\"" + last.path("version").asInt() + "\"")
                        .status())
                .isEqualTo(200);
        assertThat(desk("prof").path("made")).hasSize(1);
    }

    @Test
    void tellsWhoReadsACopyAlready() throws Exception {
        String lease = "lease/";
        assertThat(client.post("prof", path("copy-1") + lease, "")
                        .body()
                        .path("held_by")
                        .isNull())
                .isTrue();

        assertThat(client.post("admin", path("copy-1") + lease, "")
                        .body()
                        .path("held_by")
                        .asText())
                .isEqualTo("prof");
        assertThat(client.post("prof", path("copy-1") + lease, "")
                        .body()
                        .path("held_by")
                        .isNull())
                .isTrue();
        // Who goes on to the next one leaves the one before.
        client.post("prof", path("copy-2") + lease, "");
        assertThat(client.post("admin", path("copy-1") + lease, "")
                        .body()
                        .path("held_by")
                        .isNull())
                .isTrue();
    }

    @Test
    void putsACopyBehindAnotherOfWhichItIsAPartAndTakesItOutAgain() throws Exception {
        api.addScan();
        List<Copy> scanned = api.exams.copies("exam-1").stream()
                .filter(copy -> copy.id().startsWith(RunningApi.SCAN))
                .toList();
        String one = scanned.get(0).id();
        String two = scanned.get(1).id();
        int pages = copy(one).pages().size() + copy(two).pages().size();
        int open = desk("prof").path("to_decide").asInt();

        Answer merged = decide("prof", two, "{\"merge_into\": \"" + one + "\"}");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(copy(one).pages()).hasSize(pages);
        assertThat(copy(two).pages()).isEmpty();
        assertThat(desk("prof").path("to_decide").asInt()).isEqualTo(open - 1);
        assertThat(desk("prof").path("copies").toString()).doesNotContain(two);

        assertThat(undo(two, "?correction=" + merged.body().path("correction").asInt())
                        .status())
                .isEqualTo(200);
        assertThat(copy(two).pages()).hasSize(pages - copy(one).pages().size()).isNotEmpty();
        assertThat(desk("prof").path("to_decide").asInt()).isEqualTo(open);
    }

    @Test
    void mergesNothingIntoItselfOrAnotherExam() throws Exception {
        assertThat(decide("prof", "copy-1", "{\"merge_into\": \"copy-1\"}").status())
                .isEqualTo(422);
        assertThat(decide("prof", "copy-1", "{\"merge_into\": \"none\"}").status())
                .isEqualTo(422);
        // No scan made it, so its paper can't be moved.
        assertThat(decide("prof", "copy-1", "{\"merge_into\": \"copy-2\"}").status())
                .isEqualTo(422);
        assertThat(decide("prof", "copy-1", "{\"merge_into\": \"copy-2\", \"outcome\": \"nobody\"}")
                        .status())
                .isEqualTo(400);
        assertThat(undo("copy-1", "?correction=x").status()).isEqualTo(400);
    }

    @Test
    void showsCandidatesInOneOrderWhateverTheirProbabilityAndTellsNone() throws Exception {
        Random random = new Random(21);
        for (int i = 0; i < 50; i++) {
            List<Student> some = new ArrayList<>(STUDENTS);
            Collections.shuffle(some, random);
            Map<String, Double> likely = new TreeMap<>();
            for (Student student : some.subList(0, 2 + random.nextInt(4))) {
                likely.put(student.id(), (1 + random.nextInt(1000)) / 6000.0);
            }
            proposed("copy-1", likely);

            Answer copy = client.get("prof", "/api/exams/exam-1/desk/copy-1/");

            // The roster's order here is that of the ids.
            assertThat(copy.body().path("candidates").findValuesAsText("student_id"))
                    .hasSize(5)
                    .isSorted()
                    .containsAll(likely.keySet());
            assertThat(copy.response().body()).doesNotContain("probability", "confidence", "outsider");
            likely.values().forEach(each -> assertThat(copy.response().body()).doesNotContain(each.toString()));
        }
    }
}
