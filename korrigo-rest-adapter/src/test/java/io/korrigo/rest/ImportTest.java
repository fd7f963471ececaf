package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest extends ServletCalls {
    @Test
    void bringsTheStudentsIn() throws Exception {
        Answer answer = upload("admin", ROSTER);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("message").asText()).isEqualTo("Student import started.");
        assertThat(answer.body().path("filename").asText()).isEqualTo("élèves.csv");
        JsonNode result = ended("admin", answer).body().path("result");
        assertThat(result.path("status").asText()).isEqualTo("success");
        assertThat(result.path("created").asInt()).isEqualTo(1);
        assertThat(result.path("total_errors").asInt()).isZero();
        assertThat(api.students.students()).hasSize(1);
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        ended("admin", upload("admin", ROSTER));

        JsonNode result = ended("admin", upload("admin", ROSTER)).body().path("result");

        assertThat(result.path("created").asInt()).isZero();
        assertThat(result.path("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void takesWhatTheCallerSaysAboutTheFile() throws Exception {
        Answer answer = uploadTo(
                "/api/students/import/?no_header=true&delimiter=%7C&column_last_name=1&column_first_name=2"
                        + "&column_birth_date=3&dry_run=true",
                "martin|paul|12/03/2008\n");

        JsonNode result = ended("admin", answer).body().path("result");

        assertThat(result.path("status").asText()).isEqualTo("dry_run");
        assertThat(result.path("created").asInt()).isEqualTo(1);
        assertThat(api.students.students()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"encoding=utf-nine, No encoding is named", "delimiter=ab, one character", "no_header=maybe, no_header"})
    void refusesWhatCannotBeMeant(String parameter, String error) throws Exception {
        assertProblem(uploadTo("/api/students/import/?" + parameter, ROSTER), 400, error);
    }

    @Test
    void endsInFailureForAFileThatIsNoRoster() throws Exception {
        JsonNode status = ended("admin", upload("admin", "a;b\n1;2\n")).body();

        assertThat(status.path("status").asText()).isEqualTo("FAILURE");
        assertThat(status.path("result").path("status").asText()).isEqualTo("error");
        assertThat(status.path("result").path("error").asText()).isNotEmpty();
        assertThat(api.students.students()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',401", "nobody,403", "prof,403"})
    void isForAdministrators(String user, int status) throws Exception {
        assertThat(upload(user, ROSTER).status()).isEqualTo(status);
        assertThat(api.blobs.list("korrigo/uploads/")).isEmpty();
    }

    @Test
    void needsAFile() throws Exception {
        assertProblem(send("POST", "/api/students/import/", "admin"), 400, "File required");
        assertProblem(upload("admin", "other", "x.csv", ROSTER.getBytes(StandardCharsets.UTF_8)), 400, "File required");
        assertProblem(upload("admin", ""), 400, "empty");
    }

    @Test
    void refusesAFileOverTheLimit() throws Exception {
        assertProblem(upload("admin", "file", "big.csv", new byte[51 * 1024 * 1024]), 413, "too large");
    }

    @Test
    void refusesABodyThatIsNotMultipart() throws Exception {
        Answer answer = send(request("/api/students/import/", "admin")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString("this is no multipart")));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void keepsOnlyTheNameOfAHostileFileName() throws Exception {
        Answer answer =
                upload("admin", "file", "..\\\\..\\\\etc/pass\twd.csv", ROSTER.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.body().path("filename").asText()).doesNotContain("/", "\\", "\t");
    }
}
