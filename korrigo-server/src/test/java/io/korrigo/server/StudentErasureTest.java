package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.exam.Student;
import io.korrigo.host.jdbc.CorrectedCopy;
import io.korrigo.rest.Role;
import io.korrigo.tasks.ExportOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class StudentErasureTest {
    private static final String PDF = "exams/e1/final/c1-abc.pdf";
    private static final String EARLIER_EVIDENCE = "exams/e1/evidence/c1-abc.html";
    private static final String EVIDENCE = "korrigo/exams/e1/evidence/c1-abc.html";
    private static final List<String> ARCHIVE =
            List.of("korrigo/exams/e1/export-abc.zip", "korrigo/exams/e1/export-abc.csv");
    private static final String ANOTHERS = "korrigo/exams/e1/evidence/c10-abc.html";

    @TempDir
    private Path data;

    @Test
    void removesAStudentWithAllThatWasMadeOfThem() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            TestClient admin =
                    new TestClient(server.uri(), server.newAdminToken().orElseThrow());
            TestClient teacher = new TestClient(server.uri(), server.tokens().issue("prof", Role.TEACHER));
            admin.ended(admin.upload(
                    "/api/students/import/",
                    "NOM;PRENOM;DATE_NAISSANCE\nDUBOSC;Zoé;29/02/2008\nMARTI;Léo;01/03/2008\n"));
            Student zoe = server.students().students().stream()
                    .filter(student -> student.firstName().equals("Zoé"))
                    .findFirst()
                    .orElseThrow();
            copyOf(server, zoe);

            assertThat(teacher.delete("/api/students/" + zoe.id() + "/").statusCode())
                    .isEqualTo(403);
            String receipt = admin.delete("/api/students/" + zoe.id() + "/").body();

            assertThat(receipt)
                    .contains("\"student_id\":\"" + zoe.id() + "\"", "\"account\":true", "\"copies\":[\"c1\"]")
                    .contains("\"files\":7")
                    .contains("\"remains\":[{", "results of tasks", "tasks that were running")
                    .doesNotContain("DUBOSC");
            assertThat(ARCHIVE)
                    .allSatisfy(key -> assertThat(server.blobs().exists(key)).isFalse());
            assertThat(server.students().students())
                    .extracting(Student::firstName)
                    .containsExactly("Léo");
            assertThat(server.exams().copy("c1").orElseThrow().identification()).isNull();
            assertThat(server.exams().copy("c1").orElseThrow().finalPdf()).isNull();
            for (String key : List.of(PDF, PDF + ".facts", EVIDENCE, EARLIER_EVIDENCE)) {
                assertThat(server.blobs().exists(key)).isFalse();
            }
            assertThat(server.blobs().exists(ANOTHERS)).isTrue();
            assertThat(admin.delete("/api/students/" + zoe.id() + "/").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void waitsForAnImportThatCouldBringTheStudentBack() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            TestClient admin =
                    new TestClient(server.uri(), server.newAdminToken().orElseThrow());
            server.students().upsert(List.of(Student.of("s1", "DUBOSC", "Zoé", null)));

            Optional<Integer> refused = server.students().inTurn(importing -> {
                importing.keep();
                return admin.delete("/api/students/s1/").statusCode();
            });
            assertThat(refused).contains(409);

            assertThat(admin.delete("/api/students/s1/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void failsAnImportThatWaitedDuringTheErasureAndTakesOneThatCameAfter() throws Exception {
        JsonNode before;
        JsonNode after;
        try (KorrigoServer web = KorrigoServer.start(as(ServerRole.WEB))) {
            TestClient admin = new TestClient(web.uri(), web.tokens().issue("admin", Role.ADMIN));
            web.students().upsert(List.of(Student.of("s1", "DUBOSC", "Zoé", LocalDate.of(2008, 2, 29))));
            before = admin.upload(
                    "/api/students/import/",
                    "NOM;PRENOM;DATE_NAISSANCE\nDUBOSC;Zoé;29/02/2008\nMARTI;Léo;01/03/2008\n");
            assertThat(admin.delete("/api/students/s1/").statusCode()).isEqualTo(200);
            after = admin.upload("/api/students/import/", "NOM;PRENOM;DATE_NAISSANCE\nROUX;Ana;01/03/2008\n");
        }
        try (KorrigoServer server = KorrigoServer.start(as(ServerRole.ALL))) {
            TestClient admin = new TestClient(server.uri(), server.tokens().issue("admin", Role.ADMIN));

            JsonNode failed = admin.ended(before);

            assertThat(failed.path("status").asText()).isEqualTo("FAILURE");
            assertThat(failed.path("result").path("error").asText())
                    .contains("when a student is erased", "upload it again");
            assertThat(admin.ended(after).path("status").asText()).isEqualTo("SUCCESS");
            assertThat(server.students().students())
                    .extracting(Student::firstName)
                    .containsExactly("Ana");
        }
    }

    private ServerOptions as(ServerRole role) {
        return new ServerOptions(
                "127.0.0.1", 0, data, null, null, null, null, role, null, ExportOptions.in(Locale.FRENCH));
    }

    private static void copyOf(KorrigoServer server, Student student) throws Exception {
        for (String key : List.of(PDF, PDF + ".facts", EVIDENCE, EARLIER_EVIDENCE, ANOTHERS)) {
            server.blobs().publish(key, out -> out.write("x".getBytes(StandardCharsets.UTF_8)));
        }
        for (String key : ARCHIVE) {
            server.blobs().publish(key, out -> out.write(1));
        }
        Copy copy = new Copy(
                "c1", "e1", "A-001", CopyStatus.READY, List.of(new Booklet("b1", List.of("pages/p1"))), null, null, 0);
        server.exams()
                .add(
                        new Exam("e1", "Examen", null, 4, List.of(), Set.of("prof")),
                        List.of(new CorrectedCopy(copy, List.of(), CopyMarks.NONE)));
        CopyIdentification zoe = new CopyIdentification(student.id(), CopyIdentification.Source.PERSON, 1);
        assertThat(server.exams().identify("c1", version(server), zoe)).isEqualTo(Outcome.STORED);
        assertThat(server.exams().attachFinalPdf("c1", version(server), PDF)).isEqualTo(Outcome.STORED);
    }

    private static long version(KorrigoServer server) {
        return server.exams().copy("c1").orElseThrow().version();
    }
}
