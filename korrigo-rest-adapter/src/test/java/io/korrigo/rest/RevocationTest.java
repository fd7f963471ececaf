package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Student;
import io.korrigo.rest.JsonClient.Answer;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was built on a copy that turns out another student's, or other paper: named, taken back, made anew. */
class RevocationTest {
    private static final String DECISION = "/api/copies/copy-1/identification/";
    private static final String PDF = "/api/copies/copy-1/final-pdf/";

    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
        client = new JsonClient(api);
        api.students.upsert(List.of(Student.of("s-1", "Roux", "Zoé", null), Student.of("s-2", "Roux", "Éva", null)));
        decide("s-1", "");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private String version(String copy) {
        return "\"" + api.exams.copy(copy).orElseThrow().version() + "\"";
    }

    private Answer decide(String student, String more) throws Exception {
        String body = "{\"student_id\": \"" + student + "\"" + more + "}";
        return client.send("prof", "PUT", DECISION, body, "If-Match", version("copy-1"));
    }

    /** The id of an export that has ended. */
    private String export(String user) throws Exception {
        Answer accepted = client.post(user, "/api/exams/exam-1/export-all/", "");
        client.ended(user, accepted);
        return accepted.body().path("task_id").asText();
    }

    private int zip(String user, String task) throws Exception {
        return client.picture(user, "/api/tasks/" + task + "/zip/").status();
    }

    private String manifest(String task) throws Exception {
        JsonNode status = client.get("admin", "/api/tasks/" + task + "/status/").body();
        String zip = status.path("result").path("zip").asText();
        try (InputStream in = api.blobs.open(zip.replace(".zip", ".csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void waitFor(JsonNode tasks) throws Exception {
        for (JsonNode task : tasks) {
            String url = "/api/tasks/" + task.asText() + "/status/";
            client.ended(
                    "admin",
                    new Answer(
                            200,
                            new ObjectMapper().createObjectNode().put("status_url", url),
                            client.picture("admin", url).response()));
        }
    }

    private void grade() throws Exception {
        Copy copy = api.exams.copy("copy-1").orElseThrow();
        api.exams.add(copy, List.of(), new CopyMarks(Map.of("1", new BigDecimal("12.25")), Map.of(), ""));
        client.ended("prof", client.post("prof", "/api/copies/copy-1/finalize/", ""));
        assertThat(api.exams.copy("copy-1").orElseThrow().status()).isEqualTo(CopyStatus.GRADED);
    }

    @Test
    void namesAndRefusesAllThatWasBuiltOnTheWrongStudentAndMakesItAnew() throws Exception {
        grade();
        String first = export("prof");
        String second = export("admin");
        assertThat(zip("prof", first)).isEqualTo(200);
        assertThat(client.picture("admin", PDF).status()).isEqualTo(200);

        assertThat(decide("s-2", "").status()).isEqualTo(409);
        JsonNode built = client.get("prof", "/api/copies/copy-1/revocation/").body();
        Answer done = decide("s-2", ", \"revoke\": true");

        assertThat(done.status()).isEqualTo(200);
        JsonNode revoked = done.body().path("revoked");
        assertThat(revoked.path("exports")).isEqualTo(built.path("exports"));
        assertThat(List.of(
                        revoked.path("exports").get(0).asText(),
                        revoked.path("exports").get(1).asText()))
                .containsExactlyInAnyOrder(first, second);
        assertThat(revoked.path("graded").asBoolean()).isTrue();
        assertThat(revoked.path("downloads").findValuesAsText("actor")).containsExactly("prof", "admin");
        assertThat(revoked.path("downloads").findValuesAsText("what"))
                .containsExactly("ZIP of task " + first, "final PDF");
        assertThat(revoked.path("rebuild")).hasSize(2);
        assertThat(List.of(zip("prof", first), zip("admin", second))).containsOnly(410);
        waitFor(revoked.path("rebuild"));

        Copy copy = api.exams.copy("copy-1").orElseThrow();
        assertThat(copy.status()).isEqualTo(CopyStatus.GRADED);
        assertThat(copy.identification().studentId()).isEqualTo("s-2");
        assertThat(copy.finalPdf()).isNotNull();
        assertThat(client.picture("prof", PDF).status()).isEqualTo(200);
        String anew = revoked.path("rebuild").get(1).asText();
        assertThat(zip("prof", anew)).isEqualTo(200);
        assertThat(manifest(first)).contains("copy-1,A-001,s-1,");
        assertThat(manifest(anew)).contains("copy-1,A-001,s-2,").doesNotContain("s-1");
        assertThat(List.of(zip("prof", first), zip("admin", second))).containsOnly(410);
        assertThat(api.audit.entries().stream().filter(entry -> entry.event() == AuditLog.Event.REVOCATION))
                .hasSize(1);
    }

    @Test
    void takesBackExportsOfACopyThatNobodyGradedWithoutBeingTold() throws Exception {
        String task = export("prof");

        assertThat(decide("s-1", "").body().path("revoked").isNull()).isTrue();
        Answer done = decide("s-2", "");

        assertThat(done.body().path("revoked").path("rebuild")).hasSize(1);
        assertThat(zip("prof", task)).isEqualTo(410);
        waitFor(done.body().path("revoked").path("rebuild"));

        Answer undone = client.post("prof", DECISION + "undo/", "", "If-Match", version("copy-1"));
        assertThat(undone.body().path("revoked").path("exports")).hasSize(1);
        waitFor(undone.body().path("revoked").path("rebuild"));
        // what is made anew may be the very same archive again: its own link holds, the old one doesn't
        assertThat(zip(
                        "prof",
                        undone.body().path("revoked").path("rebuild").get(0).asText()))
                .isEqualTo(200);
        assertThat(zip("prof", task)).isEqualTo(410);
    }

    @Test
    void whatANodeTookBackThatDiedThenIsMadeAnewAtTheNextStart() throws Exception {
        grade();
        String task = export("prof");
        Copy graded = api.exams.copy("copy-1").orElseThrow();
        api.desk.revoke("copy-1", graded.version(), "prof", "identification", Instant.EPOCH, Set.of(task));
        assertThat(client.get("prof", PDF).status()).isEqualTo(410);

        api.startAgain();
        api.startAgain();

        assertThat(api.desk.toRebuild()).isEmpty();
        JsonNode tasks = client.get("prof", "/api/tasks/?exam=exam-1").body().path("tasks");
        // the first two graded and exported it
        assertThat(tasks.findValuesAsText("kind"))
                .containsExactlyInAnyOrder("finalize_copy", "export_all_copies", "finalize_copy", "export_all_copies");
        waitFor(new ObjectMapper().valueToTree(tasks.findValuesAsText("task_id")));
        assertThat(api.exams.copy("copy-1").orElseThrow().status()).isEqualTo(CopyStatus.GRADED);
        assertThat(client.picture("prof", PDF).status()).isEqualTo(200);
        assertThat(zip("prof", task)).isEqualTo(410);
    }

    @Test
    void saysThatAPdfWasTakenBackUntilThereIsANewOne() throws Exception {
        grade();

        Answer done = client.post(
                "prof",
                "/api/copies/copy-1/revocation/",
                "{\"reason\": \"question 3\"}",
                "If-Match",
                version("copy-1"));

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().path("rebuild")).isEmpty();
        assertThat(api.desk.toRebuild()).isEmpty();
        assertThat(client.get("prof", PDF).status()).isEqualTo(410);
        assertThat(api.exams.copy("copy-1").orElseThrow().status()).isEqualTo(CopyStatus.READY);
        JsonNode past =
                client.get("prof", "/api/copies/copy-1/revocation/").body().path("past");
        assertThat(past.get(0).path("reason").asText()).isEqualTo("question 3");
        grade();
        assertThat(client.picture("prof", PDF).status()).isEqualTo(200);
    }

    @Test
    void leavesOtherCopiesAlone() throws Exception {
        String task = export("prof");
        String body = "{\"student_id\": \"s-2\"}";

        client.send("prof", "PUT", "/api/copies/empty/identification/", body, "If-Match", version("empty"));

        assertThat(zip("prof", task)).isEqualTo(200);
        assertThat(client.post("prof", "/api/copies/empty/revocation/", "{}", "If-Match", version("empty"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void takesBackWhatWasBuiltOnOtherPaper() throws Exception {
        api.addScan();
        String copy = RunningApi.SCAN + "-001";
        client.ended("prof", client.post("prof", "/api/copies/" + copy + "/finalize/", ""));
        String task = export("prof");
        String commands = "{\"commands\": [{\"op\": \"move\", \"pages\": [\"" + RunningApi.SCAN
                + "-0002-whole\"], \"to\": \"" + RunningApi.SCAN + "-002\"}]";
        String path = "/api/exams/exam-1/scans/" + RunningApi.SCAN + "/commands/";

        assertThat(client.post("prof", path, commands + "}", "If-Match", "\"0\"")
                        .status())
                .isEqualTo(409);
        Answer done = client.post("prof", path, commands + ", \"revoke\": true}", "If-Match", "\"0\"");

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().path("revoked").findValuesAsText("copy_id"))
                .containsExactlyInAnyOrder(copy, RunningApi.SCAN + "-002");
        assertThat(zip("prof", task)).isEqualTo(410);
        // one archive for both
        JsonNode rebuild = done.body().path("revoked").get(0).path("rebuild");
        assertThat(rebuild.get(1))
                .isEqualTo(done.body().path("revoked").get(1).path("rebuild").get(0));
        waitFor(rebuild);
        assertThat(zip("prof", rebuild.get(1).asText())).isEqualTo(200);
        assertThat(api.exams.copy(copy).orElseThrow().status()).isEqualTo(CopyStatus.GRADED);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501})
    void takesAReasonOfFiveHundredCharacters(int length) throws Exception {
        grade();
        String body = "{\"reason\": \"" + "é".repeat(length) + "\"}";

        assertThat(client.post("prof", "/api/copies/copy-1/revocation/", body, "If-Match", version("copy-1"))
                        .status())
                .isEqualTo(length == 500 ? 200 : 400);
    }
}
