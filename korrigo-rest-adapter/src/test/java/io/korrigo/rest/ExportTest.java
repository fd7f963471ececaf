package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.util.IO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportTest extends ServletCalls {
    @Test
    void isQueuedAndEndsWithOneTaskACopy() throws Exception {
        Answer answer = send("POST", "/api/exams/exam-1/export-all/", "prof");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("message").asText()).isEqualTo("Export of 3 copies queued.");
        assertThat(answer.body().path("copies_count").asInt()).isEqualTo(3);
        String url = answer.body().path("status_url").asText();
        assertThat(url)
                .isEqualTo("/korrigo/api/tasks/" + answer.body().path("task_id").asText() + "/status/");
        assertThat(answer.header("Location")).isEqualTo(url);
        assertThat(answer.header("Retry-After")).isNotEmpty();

        JsonNode result = ended("prof", answer).body().path("result");
        assertThat(result.path("exam_id").asText()).isEqualTo("exam-1");
        assertThat(result.path("total").asInt()).isEqualTo(3);
        assertThat(result.path("task_ids")).hasSize(3);
        assertThat(result.path("succeeded").asInt()).isEqualTo(2);
        assertThat(result.path("failed")).hasSize(1);
        assertThat(result.path("failed").get(0).path("copy_id").asText()).isEqualTo("empty");
        assertThat(result.path("failed").get(0).path("error").asText()).contains("no booklet");
    }

    @Test
    void givesTheFinalPdfAndTheZipToThoseWhoMayHaveThem() throws Exception {
        Answer submitted = send("POST", "/api/exams/exam-1/export-all/", "prof");
        ended("prof", submitted);
        String zip = "/api/tasks/" + submitted.body().path("task_id").asText() + "/zip/";

        HttpResponse<byte[]> pdf = http.send(
                request("/api/copies/copy-1/final-pdf/", "prof").GET().build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(pdf.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"copy_A-001_corrected.pdf\"");
        assertThat(pdf.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(pdf.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(api.audit.entries()).anyMatch(entry -> entry.subject().equals("copy-1"));

        HttpResponse<java.io.InputStream> archive =
                http.send(request(zip, "prof").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (java.util.zip.ZipInputStream in = new java.util.zip.ZipInputStream(archive.body())) {
            assertThat(in.getNextEntry().getName()).isEqualTo("copy_A-001_corrected.pdf");
            assertThat(IO.readBytes(in)).isEqualTo(pdf.body());
            assertThat(in.getNextEntry().getName()).isEqualTo("copy_A-002_corrected.pdf");
            assertThat(in.getNextEntry().getName()).isEqualTo("manifest.csv");
            assertThat(in.getNextEntry()).isNull();
        }
        assertProblem(send("GET", zip, "other-prof"), 404, "no task");
        assertProblem(send("GET", "/api/copies/copy-1/final-pdf/", "other-prof"), 404, "no copy");
    }

    @Test
    void hasNoFinalPdfBeforeTheFirstExport() throws Exception {
        assertProblem(send("GET", "/api/copies/copy-1/final-pdf/", "prof"), 404, "no final PDF yet");
    }

    @ParameterizedTest
    @CsvSource({"'',401", "nobody,403", "other-prof,404", "prof,202", "admin,202"})
    void isForTeachersOfTheExamAndAdministrators(String user, int status) throws Exception {
        assertThat(send("POST", "/api/exams/exam-1/export-all/", user).status()).isEqualTo(status);
    }

    @Test
    void needsAnExam() throws Exception {
        assertProblem(send("POST", "/api/exams/none/export-all/", "admin"), 404, "no exam");
    }

    @Test
    void takesTheAddressWithoutTheLastSlashToo() throws Exception {
        assertThat(send("POST", "/api/exams/exam-1/export-all", "prof").status())
                .isEqualTo(202);
    }

    @Test
    void answersARepeatedKeyWithTheFirstTask() throws Exception {
        Answer first = send("POST", "/api/exams/exam-1/export-all/", "prof", "Idempotency-Key", "k1");
        Answer again = send("POST", "/api/exams/exam-1/export-all/", "prof", "Idempotency-Key", "k1");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void refusesAKeyThatWasUsedForSomethingElse() throws Exception {
        send("POST", "/api/exams/exam-1/export-all/", "prof", "Idempotency-Key", "k1");

        Answer other = send("POST", "/api/identification/cmen-ocr/copy-1/", "prof", "Idempotency-Key", "k1");

        assertProblem(other, 422, "Idempotency-Key");
    }

    @Test
    void refusesAKeyThatWasUsedForTheSameWithOtherParameters() throws Exception {
        Answer first = send("POST", "/api/identification/cmen-ocr/copy-1/", "prof", "Idempotency-Key", "k1");

        Answer other = send("POST", "/api/identification/cmen-ocr/copy-2/", "prof", "Idempotency-Key", "k1");

        assertThat(first.status()).isEqualTo(202);
        assertProblem(other, 422, "Idempotency-Key");
        assertThat(send("POST", "/api/identification/cmen-ocr/copy-1/", "prof", "Idempotency-Key", "k1")
                        .body())
                .isEqualTo(first.body());
    }

    @Test
    void takesAKeyOfTwoHundredCharactersAndNoLongerOne() throws Exception {
        String longest = "k".repeat(200);

        assertThat(send("POST", "/api/exams/exam-1/export-all/", "prof", "Idempotency-Key", longest)
                        .status())
                .isEqualTo(202);
        assertProblem(
                send("POST", "/api/exams/exam-1/export-all/", "prof", "Idempotency-Key", longest + "k"),
                400,
                "1 to 200 characters");
        assertProblem(
                send("POST", "/api/exams/exam-1/export-all/", "prof", "Idempotency-Key", ""),
                400,
                "1 to 200 characters");
    }
}
