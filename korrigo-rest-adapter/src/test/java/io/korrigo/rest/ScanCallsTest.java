package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.exam.Student;
import io.korrigo.rest.JsonClient.Answer;
import io.korrigo.tasks.KorrigoTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of a scan, and what persons put right in it. */
class ScanCallsTest {
    private static final String SCAN = "/api/exams/exam-1/scans/" + RunningApi.SCAN + "/";

    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
        api.addScan();
        client = new JsonClient(api);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private static String page(int view) {
        return RunningApi.SCAN + "-000" + view + "-whole";
    }

    private static String copy(int number) {
        return RunningApi.SCAN + "-00" + number;
    }

    /** Commands with single quotes for double ones, P1 for a page and C1 for a copy. */
    private Answer command(String version, String... commands) throws Exception {
        String list = String.join(", ", commands)
                .replace('\'', '"')
                .replaceAll("P(\\d)", RunningApi.SCAN + "-000$1-whole")
                .replaceAll("C(\\d)", RunningApi.SCAN + "-00$1");
        return client.post("prof", SCAN + "commands/", "{\"commands\": [" + list + "]}", "If-Match", version);
    }

    private List<String> pages(int copy) {
        JsonNode bands = scan().path("bands");
        List<String> pages = new ArrayList<>();
        for (JsonNode band : bands) {
            if (band.path("copy_id").asText().equals(copy(copy))) {
                band.path("pages").forEach(page -> pages.add(page.asText()));
            }
        }
        return pages;
    }

    private JsonNode scan() {
        try {
            return client.get("prof", SCAN).body();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void tellsABalanceThatAddsUpAndPlaces() throws Exception {
        Answer answer = client.get("prof", SCAN);

        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        JsonNode balance = answer.body().path("balance");
        assertThat(balance)
                .hasToString("{\"sheets\":3,\"views\":5,\"pages\":5,\"copies\":2,\"written\":3,\"blank\":1,"
                        + "\"quarantined\":1}");
        assertThat(answer.body().path("expected").path("sheets").asInt()).isEqualTo(4);
        JsonNode aside = answer.body().path("quarantine").get(0);
        assertThat(aside.path("reason").asText()).isEqualTo("scanned_twice");
        assertThat(aside.path("place"))
                .hasToString("{\"sheet\":3,\"of\":3,\"after\":\"" + copy(2) + "\",\"before\":null}");
        assertThat(answer.body().path("problems").get(1).path("open").asBoolean())
                .isTrue();
        assertThat(pages(1)).containsExactly(page(1), page(2));
        assertThat(client.get("prof", "/api/exams/exam-1/scans/000000000000/").status())
                .isEqualTo(404);
    }

    @Test
    void doesAllCommandsInOrderAndTellsHowToTakeThemBack() throws Exception {
        JsonNode before = scan();

        Answer done = command(
                "\"0\"",
                "{'op': 'move', 'pages': ['P5'], 'to': 'C1', 'at': 'P2'}",
                "{'op': 'split', 'at': 'P2'}",
                "{'op': 'rotate', 'pages': ['P1', 'P3'], 'to': 2}",
                "{'op': 'quarantine', 'pages': ['P4']}");

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.header("ETag")).isEqualTo("\"5\"");
        assertThat(pages(1)).containsExactly(page(1), page(5));
        assertThat(done.body().path("scan").path("balance").path("copies").asInt())
                .isEqualTo(3);
        assertThat(done.body().path("scan").path("quarantine").findValuesAsText("reason"))
                .containsExactly("put_aside");
        assertThat(api.audit.entries().stream().filter(entry -> entry.event() == AuditLog.Event.CORRECTION))
                .hasSize(5);

        Answer undone = client.post(
                "prof",
                SCAN + "commands/",
                "{\"commands\": " + done.body().path("inverse") + "}",
                "If-Match",
                done.header("ETag"));

        assertThat(undone.status()).isEqualTo(200);
        JsonNode after = undone.body().path("scan");
        for (String member : List.of("balance", "quarantine", "strip")) {
            assertThat(after.path(member)).isEqualTo(before.path(member));
        }
        assertThat(pages(1)).containsExactly(page(1), page(2));
        assertThat(after.path("undo").isNull()).isTrue();
    }

    @Test
    void acknowledgesThatOtherSheetsCameThanWereCounted() throws Exception {
        assertThat(scan().path("problems").get(0).path("acknowledged_by").isNull())
                .isTrue();
        assertThat(command("\"0\"", "{'op': 'acknowledge', 'to': 'sheets', 'found': 4}")
                        .status())
                .as("there are 3")
                .isEqualTo(422);
        assertThat(command("\"0\"", "{'op': 'acknowledge', 'to': 'copies', 'found': 2}")
                        .status())
                .as("nobody said how many copies there should be")
                .isEqualTo(422);
        assertThat(command("\"0\"", "{'op': 'acknowledge', 'to': 'sheets'}").status())
                .isEqualTo(400);

        Answer done = command("\"0\"", "{'op': 'acknowledge', 'to': 'sheets', 'found': 3}");

        assertThat(done.status()).isEqualTo(200);
        JsonNode problem = scan().path("problems").get(0);
        assertThat(problem.path("open").asBoolean()).isFalse();
        assertThat(problem.path("acknowledged_by").asText()).isEqualTo("prof");
        assertThat(api.audit.entries())
                .anySatisfy(entry -> assertThat(entry.detail()).contains("acknowledge 3 sheets"));
        command("\"1\"", "{'op': 'undo'}");
        assertThat(scan().path("problems").get(0).path("open").asBoolean()).isTrue();
    }

    @Test
    void asksAnewWhereCopiesWereAcknowledgedAndAreOthersNow() throws Exception {
        api.exams.addScan(
                new ImportedScan(
                        RunningApi.EXAM,
                        "cd",
                        "task",
                        "rest.pdf",
                        1,
                        0,
                        1,
                        null,
                        2,
                        List.of(new ScanProblem("copies_expected", 0, null, 0, 2)),
                        null),
                List.of(),
                List.of(new ScannedPage(
                        KorrigoTasks.scanId(RunningApi.EXAM, "cd") + "-0001-whole",
                        api.exams.scannedPages(RunningApi.EXAM).get(0).picture(),
                        "rest.pdf#1",
                        1,
                        true,
                        false,
                        true,
                        null,
                        "before_first_header")));
        String scan = KorrigoTasks.scanId(RunningApi.EXAM, "cd");
        String path = "/api/exams/exam-1/scans/" + scan + "/";
        String acknowledge = "{\"commands\": [{\"op\": \"acknowledge\", \"to\": \"copies\", \"found\": 0}]}";
        assertThat(client.post("prof", path + "commands/", acknowledge, "If-Match", "\"0\"")
                        .status())
                .isEqualTo(200);

        command("\"1\"", "{'op': 'move', 'pages': ['" + scan + "-0001-whole'], 'to': 'C1'}");

        JsonNode problem = client.get("prof", path).body().path("problems").get(0);
        assertThat(problem.path("found").asInt()).isEqualTo(1);
        assertThat(problem.path("open").asBoolean()).isTrue();
        assertThat(problem.path("acknowledged_by").isNull()).isTrue();
    }

    @Test
    void mergesAssignsAndCallsBlank() throws Exception {
        api.students.upsert(List.of(Student.of("s-1", "Roux", "Zoé", null)));

        Answer done = command(
                "\"0\"",
                "{'op': 'merge', 'from': 'C2', 'to': 'C1'}",
                "{'op': 'assign', 'copy': 'C1', 'to': 's-1', 'version': 0}",
                "{'op': 'blank', 'pages': ['P1'], 'to': true}",
                "{'op': 'replace', 'pages': ['P3'], 'by': 'P5'}");

        assertThat(done.status()).isEqualTo(200);
        assertThat(pages(1)).containsExactly(page(1), page(2), page(3), page(4));
        JsonNode scan = done.body().path("scan");
        assertThat(scan.path("bands").get(0).path("student").asText()).isEqualTo("Roux Zoé");
        // a person said it, so the desk neither asks nor calls it the machine's
        JsonNode desk = client.get("prof", "/api/exams/exam-1/desk/").body();
        assertThat(desk.path("decided").asInt()).isEqualTo(1);
        assertThat(desk.path("automatic").asInt()).isZero();
        assertThat(desk.path("control").path("size").asInt()).isZero();
        assertThat(scan.path("balance").path("blank").asInt()).isEqualTo(2);
        assertThat(scan.path("quarantine").findValuesAsText("reason")).containsExactly("replaced");
        // the old scan is kept, and nobody has to look at it
        assertThat(scan.path("problems").get(1).path("open").asBoolean()).isFalse();
    }

    @Test
    void doesNothingOnPaperThatHasChangedSince() throws Exception {
        String turn = "{'op': 'rotate', 'pages': ['P1'], 'to': 1}";

        assertThat(client.post("prof", SCAN + "commands/", "{\"commands\": [{\"op\": \"undo\"}]}")
                        .status())
                .isEqualTo(428);
        assertThat(command("\"1\"", turn).status()).isEqualTo(412);
        assertThat(command("\"0\"", turn).status()).isEqualTo(200);
        assertThat(command("\"0\"", turn).status()).isEqualTo(412);
        assertThat(command("\"1\"", "{'op': 'assign', 'copy': 'C1', 'to': null, 'version': 0}")
                        .status())
                .isEqualTo(412);
        assertThat(scan().path("version").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'op': 'move', 'pages': ['P9'], 'to': 'C1'} | 422",
                "{'op': 'move', 'pages': ['P1', 'P1'], 'to': 'C2'} | 422",
                "{'op': 'split', 'at': 'P1'} | 422",
                "{'op': 'split', 'at': 'P5'} | 422",
                "{'op': 'merge', 'from': 'C1', 'to': 'C1'} | 422",
                "{'op': 'replace', 'pages': ['P1'], 'by': 'P2'} | 422",
                "{'op': 'replace', 'pages': ['P1', 'P2'], 'by': 'P5'} | 422",
                "{'op': 'quarantine', 'pages': ['P5']} | 422",
                "{'op': 'quarantine', 'pages': ['P1'], 'to': 'Torn, twice'} | 422",
                "{'op': 'undo'} | 422",
                "{'op': 'undo', 'correction': 0} | 422",
                "{'op': 'rotate', 'pages': ['P1'], 'to': 0} | 400",
                "{'op': 'rotate', 'pages': ['P1'], 'to': 4} | 400",
                "{'op': 'rotate', 'pages': [], 'to': 1} | 400",
                "{'op': 'blank', 'pages': ['P1'], 'to': 'yes'} | 400",
                "{'op': 'assign', 'copy': 'C1', 'to': 's-1'} | 400",
                "{'op': 'undo', 'correction': -1} | 400",
                "{'op': 'move', 'pages': ['P1']} | 400",
                "{'op': 'burn', 'pages': ['P1']} | 400",
                "{'op': 'split', 'at': 'P2', 'to': 'C7'} | 400",
                "7 | 400"
            })
    void refusesWhatCanNotBeDone(String command, int status) throws Exception {
        Answer answer = command("\"0\"", command);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("detail").asText()).isNotEmpty();
        assertThat(scan().path("version").asInt()).isZero();
    }

    @Test
    void takesAHundredCommandsAndNoMore() throws Exception {
        String[] commands = new String[101];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = "{'op': 'blank', 'pages': ['P1'], 'to': " + (i % 2 == 0) + "}";
        }

        assertThat(command("\"0\"", commands).status()).isEqualTo(400);
        assertThat(command("\"0\"", List.of(commands).subList(0, 100).toArray(new String[0]))
                        .status())
                .isEqualTo(200);
        assertThat(client.post("prof", SCAN + "commands/", "{\"commands\": []}", "If-Match", "\"100\"")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void leavesCopiesInCorrectionAlone() throws Exception {
        Copy copy = api.exams.copy(copy(1)).orElseThrow();
        api.exams.beginGrading(copy.id(), copy.version());

        assertThat(command("\"0\"", "{'op': 'rotate', 'pages': ['P1'], 'to': 1}")
                        .status())
                .isEqualTo(409);
        assertThat(command("\"0\"", "{'op': 'rotate', 'pages': ['P3'], 'to': 1}")
                        .status())
                .isEqualTo(200);
        assertThat(api.exams.copy(copy(1)).orElseThrow().status()).isEqualTo(CopyStatus.GRADING_IN_PROGRESS);
    }

    @Test
    void releasesACopyThatWasHeld() throws Exception {
        Copy ready = api.exams.copy(copy(1)).orElseThrow();
        String path = "/api/copies/" + copy(1) + "/release/";
        api.exams.add(
                new Copy(
                        ready.id(),
                        ready.examId(),
                        ready.anonymousId(),
                        CopyStatus.STAGING,
                        ready.booklets(),
                        null,
                        null,
                        0),
                List.of(),
                CopyMarks.NONE);

        Answer released = client.post("prof", path, "", "If-Match", "\"0\"");

        assertThat(released.status()).isEqualTo(200);
        assertThat(released.body().path("status").asText()).isEqualTo("READY");
        assertThat(client.post("prof", path, "", "If-Match", "\"0\"").status()).isEqualTo(412);
        assertThat(client.post("prof", path, "", "If-Match", "\"1\"").status()).isEqualTo(409);
        assertThat(api.audit.entries()).anyMatch(entry -> entry.detail().equals("released"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void showsPagesOfAStripAlsoThoseInQuarantine(int view) throws Exception {
        String url = scan().path("strip").get(view - 1).path("image_url").asText();

        Answer picture = client.picture("prof", url + "&w=160");

        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(api.audit.entries())
                .anyMatch(entry -> entry.detail().equals("pages of scan " + RunningApi.SCAN + " shown"));
    }

    @Test
    void givesAPictureThatIsAnotherOneAnotherAddress() throws Exception {
        String before = scan().path("strip").get(0).path("image_url").asText();

        command("\"0\"", "{'op': 'rotate', 'pages': ['P1'], 'to': 1}");

        assertThat(scan().path("strip").get(0).path("image_url").asText()).isNotEqualTo(before);
        assertThat(scan().path("strip").get(1).path("image_url").asText()).contains(page(2));
    }

    /** Whatever is done, in any order: what comes back adds up, and inverses lead back to where it began. */
    @Test
    void losesNoPageInRandomCommands() throws Exception {
        Random random = new Random(19);
        JsonNode first = scan();
        List<String> inverses = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            String page = "'P" + (1 + random.nextInt(5)) + "'";
            String copy = "'C" + (1 + random.nextInt(2)) + "'";
            String command = List.of(
                            "{'op': 'move', 'pages': [" + page + "], 'to': " + copy + "}",
                            "{'op': 'rotate', 'pages': [" + page + "], 'to': " + (1 + random.nextInt(3)) + "}",
                            "{'op': 'split', 'at': " + page + "}",
                            "{'op': 'quarantine', 'pages': [" + page + "]}",
                            "{'op': 'blank', 'pages': [" + page + "], 'to': " + random.nextBoolean() + "}",
                            "{'op': 'merge', 'from': 'C2', 'to': 'C1'}",
                            "{'op': 'replace', 'pages': [" + page + "], 'by': 'P" + (1 + random.nextInt(5)) + "'}")
                    .get(random.nextInt(7));
            Answer done = command("\"" + scan().path("version").asInt() + "\"", command);
            if (done.status() == 200) {
                inverses.add(0, done.body().path("inverse").get(0).toString());
            }
            JsonNode scan = scan();
            JsonNode balance = scan.path("balance");
            assertThat(balance.path("pages").asInt()).isEqualTo(5);
            assertThat(balance.path("written").asInt()
                            + balance.path("blank").asInt()
                            + balance.path("quarantined").asInt())
                    .isEqualTo(5);
        }

        assertThat(inverses).hasSizeGreaterThan(40);
        for (String inverse : inverses) {
            assertThat(command("\"" + scan().path("version").asInt() + "\"", inverse)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(scan().path("strip")).isEqualTo(first.path("strip"));
    }
}
