package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportDiffTest extends ServletCalls {
    private static final String FILE = "NOM;PRENOM;DATE_NAISSANCE;CLASSE;DATE_SORTIE\n"
            + "MARTIN;Paul;12/03/2008;TG2;\n"
            + "ROUX;Zoé;01/02/2008;TG3;\n"
            + "DUBOIS;Léa;31/02/2008;TG1;\n"
            + "PETIT;Hugo;05/06/2008;TG1;01/09/2020\n";

    @BeforeEach
    void knowSome() {
        api.students.upsert(List.of(
                new Student("s-1", "ROUX", null, "Zoé", LocalDate.of(2008, 2, 1), null, "TG2", null, null),
                Student.of("s-2", "ABSENT", "Jean", LocalDate.of(2008, 7, 8))));
    }

    private Answer dryRun() throws Exception {
        return ended("admin", uploadTo("/api/students/import/?dry_run=true", FILE));
    }

    private static String url(Answer status, String call) {
        return "/api/tasks/" + status.body().path("task_id").asText() + "/" + call;
    }

    @Test
    void tellsEverythingThatWouldChangeAndWhatIsWrong() throws Exception {
        JsonNode diff = send("GET", url(dryRun(), "diff/"), "admin").body();

        assertThat(diff.path("next").isNull()).isTrue();
        assertThat(diff.at("/counts/created").asInt()).isEqualTo(1);
        JsonNode rows = diff.path("rows");
        assertThat(rows).hasSize(5);
        assertThat(rows.get(0).path("kind").asText()).isEqualTo("created");
        assertThat(rows.get(0).path("line").asInt()).isEqualTo(2);
        assertThat(rows.get(0).path("last_name").asText()).isEqualTo("MARTIN");
        assertThat(rows.get(1).path("student_id").asText()).isEqualTo("s-1");
        assertThat(rows.get(1).path("changes")).hasSize(1);
        assertThat(rows.get(1).at("/changes/0/field").asText()).isEqualTo("class_name");
        assertThat(rows.get(1).at("/changes/0/before").asText()).isEqualTo("TG2");
        assertThat(rows.get(1).at("/changes/0/after").asText()).isEqualTo("TG3");
        assertThat(rows.get(2).at("/problems/0/code").asText()).isEqualTo("DATE_IMPOSSIBLE");
        assertThat(rows.get(2).at("/problems/0/column").asText()).isEqualTo("DATE_NAISSANCE");
        assertThat(rows.get(3).path("reason").asText()).isEqualTo("departed");
        assertThat(rows.get(4).path("kind").asText()).isEqualTo("missing");
        assertThat(rows.get(4).path("student_id").asText()).isEqualTo("s-2");
        assertThat(api.students.students()).hasSize(2);
    }

    @Test
    void tellsWhatIsWrongInTheLanguageOfWhoAsks() throws Exception {
        Answer french = send("GET", url(dryRun(), "diff/?kind=rejected"), "admin", "Accept-Language", "fr");

        assertThat(french.body().at("/rows/0/problems/0/message").asText()).startsWith("ce jour n'existe pas");
    }

    @Test
    void comesInPartsAndByKind() throws Exception {
        Answer run = dryRun();

        JsonNode first = send("GET", url(run, "diff/?limit=2"), "admin").body();
        JsonNode second = send("GET", next(first), "admin").body();
        JsonNode third = send("GET", next(second), "admin").body();
        JsonNode rejected =
                send("GET", url(run, "diff/?kind=rejected"), "admin").body();

        assertThat(second.at("/rows/0/kind").asText()).isEqualTo("rejected");
        assertThat(third.path("rows")).hasSize(1);
        assertThat(third.path("next").isNull()).isTrue();
        assertThat(rejected.path("rows")).hasSize(1);
        assertProblem(send("GET", url(run, "diff/?kind=other"), "admin"), 400, "kind is one of");
        assertProblem(send("GET", url(run, "diff/?limit=1001"), "admin"), 400, "limit is a number");
    }

    private static String next(JsonNode part) {
        return part.path("next").asText().substring("/korrigo".length());
    }

    @Test
    void isDoneAsItWasShown() throws Exception {
        Answer applied = ended("admin", send("POST", url(dryRun(), "apply/"), "admin"));

        assertThat(applied.body().at("/result/created").asInt()).isEqualTo(1);
        assertThat(applied.body().at("/result/updated").asInt()).isEqualTo(1);
        assertThat(api.students.student("s-1").orElseThrow().className()).isEqualTo("TG3");
        assertThat(api.students.students()).hasSize(3);
    }

    @Test
    void isNotDoneWhereItWouldBeAnotherNow() throws Exception {
        Answer run = dryRun();
        api.students.upsert(List.of(Student.of("s-3", "MARTIN", "Paul", LocalDate.of(2008, 3, 12))));
        List<Student> before = api.students.students();

        JsonNode refused =
                ended("admin", send("POST", url(run, "apply/"), "admin")).body();

        assertThat(refused.path("status").asText()).isEqualTo("FAILURE");
        assertThat(refused.at("/result/error").asText()).contains("have changed since the dry run");
        assertThat(api.students.students()).isEqualTo(before);
    }

    @Test
    void isDoneWhereOnlySomethingElseHasChanged() throws Exception {
        Answer run = dryRun();
        Student absent = api.students.student("s-2").orElseThrow();
        api.students.upsert(List.of(new Student(
                absent.id(), "ABSENT", null, "Jean", absent.birthDate(), "jean@x.example", null, null, null)));

        JsonNode applied =
                ended("admin", send("POST", url(run, "apply/"), "admin")).body();

        assertThat(applied.path("status").asText()).isEqualTo("SUCCESS");
    }

    @Test
    void isGoneWithTheUpload() throws Exception {
        Answer run = dryRun();
        for (String key : api.blobs.list("korrigo/uploads/roster-")) {
            api.blobs.delete(key);
        }

        assertProblem(send("GET", url(run, "diff/"), "admin"), 404, "not there any more");
        assertProblem(send("POST", url(run, "apply/"), "admin"), 404, "not there any more");
    }

    @Test
    void isOfNoOtherTask() throws Exception {
        Answer imported = ended("admin", upload("admin", ROSTER));

        assertProblem(send("GET", url(imported, "diff/"), "admin"), 404, "no dry run");
        assertProblem(send("POST", url(imported, "apply/"), "admin"), 404, "no dry run");
    }
}
