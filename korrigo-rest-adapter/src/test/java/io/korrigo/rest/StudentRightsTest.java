package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What students read: their own final PDFs once released. What else they may not, RolesTest has. */
class StudentRightsTest {
    private static final String ME = "student:s-1";

    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
        client = new JsonClient(api);
        api.blobs.publish("final/x.pdf", out -> out.write("%PDF-1.7 x".getBytes(StandardCharsets.US_ASCII)));
        copy("mine", "s-1", CopyStatus.GRADED, "final/x.pdf");
        copy("exported", "s-1", CopyStatus.READY, "final/x.pdf");
        copy("failed", "s-1", CopyStatus.GRADING_FAILED, "final/x.pdf");
        copy("without", "s-1", CopyStatus.GRADED, null);
        copy("anothers", "s-2", CopyStatus.GRADED, "final/x.pdf");
        copy("nobodys", null, CopyStatus.GRADED, "final/x.pdf");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private void copy(String id, @Nullable String student, CopyStatus status, @Nullable String pdf) {
        CopyIdentification identification = student == null ? null : new CopyIdentification(student, Source.PERSON, 1);
        api.exams.add(
                new Copy(id, RunningApi.EXAM, "B-" + id, status, List.of(), identification, pdf, 0),
                List.of(),
                CopyMarks.NONE);
    }

    private int download(String copy) throws Exception {
        return client.raw(ME, "/api/copies/" + copy + "/final-pdf/").statusCode();
    }

    @Test
    void listTheirGradedCopiesOnly() throws Exception {
        JsonNode copies = client.get(ME, "/api/my/copies/").body().path("copies");

        assertThat(copies).hasSize(1);
        assertThat(copies.get(0).path("copy_id").asText()).isEqualTo("mine");
        assertThat(client.raw(ME, copies.get(0).path("final_pdf").asText()).body())
                .startsWith("%PDF");
    }

    @Test
    void mayNotTellWhatElseThereIs() throws Exception {
        assertThat(download("mine")).isEqualTo(200);
        for (String other : List.of("exported", "failed", "without", "anothers", "nobodys", "copy-1", "unknown")) {
            assertThat(download(other)).as(other).isEqualTo(404);
        }
    }

    @Test
    void leaveATraceInTheAuditLog() throws Exception {
        download("mine");

        assertThat(api.audit.entries()).anySatisfy(entry -> {
            assertThat(entry.event()).isEqualTo(AuditLog.Event.DOWNLOAD);
            assertThat(entry.subject()).isEqualTo("mine");
        });
    }

    @Test
    void getNothingOfATeachersWhoIsCalledAsTheyAre() throws Exception {
        String task = client.post("prof", "/api/exams/exam-1/export-all/", "")
                .body()
                .path("task_id")
                .asText();

        assertThat(client.get(ME, "/api/tasks/" + task + "/status/").status()).isEqualTo(403);
        assertThat(client.get("student:prof", "/api/exams/exam-1/").status()).isEqualTo(403);
    }
}
