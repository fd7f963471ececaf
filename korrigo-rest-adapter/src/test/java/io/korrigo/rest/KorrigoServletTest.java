package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.jetty.util.IO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KorrigoServletTest {
    private static final String ROSTER = "NOM;PRENOM;DATE_NAISSANCE;EMAIL;CLASSE\nROUX;Zoé;29/02/2008;z@x.example;T1\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path temporary;

    private RunningApi api;

    /** An answer with its body parsed. */
    private record Answer(HttpResponse<String> response, JsonNode body) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    @BeforeEach
    void start() throws Exception {
        api = new RunningApi(temporary, "/korrigo");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private Answer send(String method, String path, String user, String... headers) throws Exception {
        return send(request(path, user, headers).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path, String user, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url("/korrigo" + path)));
        if (!user.isEmpty()) {
            request.header("X-User", user);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response, json.readTree(response.body()));
    }

    private Answer uploadTo(String path, String content) throws Exception {
        return upload(path, "admin", "file", "roster.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    private Answer upload(String user, String part, String filename, byte[] content, String... headers)
            throws Exception {
        return upload("/api/students/import/", user, part, filename, content, headers);
    }

    private Answer upload(String path, String user, String part, String filename, byte[] content, String... headers)
            throws Exception {
        byte[] head = ("--b\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + filename
                        + "\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8);
        return send(request(path, user, headers)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofByteArray(head),
                        HttpRequest.BodyPublishers.ofByteArray(content),
                        HttpRequest.BodyPublishers.ofByteArray(tail))));
    }

    private Answer upload(String user, String content, String... headers) throws Exception {
        return upload(user, "file", "élèves.csv", content.getBytes(StandardCharsets.UTF_8), headers);
    }

    private Answer ended(String user, Answer submitted) {
        String path = submitted.body().path("status_url").asText().substring("/korrigo".length());
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> send("GET", path, user),
                        answer -> answer.body().path("ready").asBoolean());
    }

    private static void assertProblem(Answer answer, int status, String error) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("error").asText()).contains(error);
        assertThat(answer.body().path("detail").asText()).contains(error);
        assertThat(answer.body().path("title").asText()).isNotEmpty();
    }

    @Nested
    class Health {
        @Test
        void isAliveForAnybody() throws Exception {
            Answer answer = send("GET", "/api/health/live/", "");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().body()).isEqualTo("{\"status\":\"alive\"}");
        }

        @Test
        void isReadyWhileItsChecksPass() throws Exception {
            assertThat(send("GET", "/api/health/ready/", "").response().body())
                    .isEqualTo("{\"status\":\"ready\",\"checks\":{\"database\":\"ok\"}}");
        }

        @Test
        void isNotReadyWhenACheckFails() throws Exception {
            api.checks.put("media", () -> {
                throw new java.io.IOException("the disk is full");
            });

            Answer answer = send("GET", "/api/health/ready/", "");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().path("checks").path("media").asText()).isEqualTo("failed");
            assertThat(answer.response().body()).doesNotContain("disk");
        }
    }

    @Nested
    class Export {
        @Test
        void isQueuedAndEndsWithOneTaskACopy() throws Exception {
            Answer answer = send("POST", "/api/exams/exam-1/export-all/", "prof");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("message").asText()).isEqualTo("Export of 3 copies queued.");
            assertThat(answer.body().path("copies_count").asInt()).isEqualTo(3);
            String url = answer.body().path("status_url").asText();
            assertThat(url)
                    .isEqualTo("/korrigo/api/tasks/"
                            + answer.body().path("task_id").asText() + "/status/");
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
            assertThat(send("POST", "/api/exams/exam-1/export-all/", user).status())
                    .isEqualTo(status);
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

    @Nested
    class Ocr {
        @Test
        void isQueuedAndEndsWithAReason() throws Exception {
            Answer answer = send("POST", "/api/identification/cmen-ocr/copy-1/", "prof");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("message").asText()).isEqualTo("OCR processing started.");
            assertThat(answer.body().path("copy_id").asText()).isEqualTo("copy-1");
            JsonNode status = ended("prof", answer).body();
            assertThat(status.path("status").asText()).isEqualTo("SUCCESS");
            assertThat(status.path("result").path("status").asText()).isEqualTo("success");
            assertThat(status.path("result").path("auto_identified").asBoolean())
                    .isFalse();
            assertThat(status.path("result").path("reason").asText()).matches("[A-Z].*\\.");
            assertThat(status.path("result").path("reason_code").asText()).matches("[a-z_]+");
            assertThat(status.path("result").path("decision").asText()).isIn("review", "unreadable");
        }

        @Test
        void refusesACopyWithoutBooklets() throws Exception {
            assertProblem(send("POST", "/api/identification/cmen-ocr/empty/", "prof"), 400, "No booklet");
        }

        @Test
        void needsACopy() throws Exception {
            assertProblem(send("POST", "/api/identification/cmen-ocr/none/", "prof"), 404, "no copy");
        }
    }

    @Nested
    class Import {
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
        @CsvSource({
            "encoding=utf-nine, No encoding is named",
            "delimiter=ab, one character",
            "no_header=maybe, no_header"
        })
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
            assertProblem(
                    upload("admin", "other", "x.csv", ROSTER.getBytes(StandardCharsets.UTF_8)), 400, "File required");
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

    @Nested
    class Status {
        @Test
        void isForTheOwnerAndAdministratorsOnly() throws Exception {
            Answer submitted = send("POST", "/api/identification/cmen-ocr/copy-1/", "prof");
            String path = submitted.body().path("status_url").asText().substring("/korrigo".length());

            assertThat(send("GET", path, "prof").status()).isEqualTo(200);
            assertThat(send("GET", path, "admin").status()).isEqualTo(200);
            assertProblem(send("GET", path, "other-prof"), 404, "no task");
            assertProblem(send("GET", path, ""), 401, "token");
        }

        @Test
        void knowsNoTaskThatWasNeverSubmitted() throws Exception {
            assertProblem(send("GET", "/api/tasks/" + UUID.randomUUID() + "/status/", "admin"), 404, "no task");
            assertProblem(send("GET", "/api/tasks/12/status/", "admin"), 404, "no task");
        }
    }

    @Nested
    class Addresses {
        @Test
        void thatMeanNothingAreNotFound() throws Exception {
            assertProblem(send("GET", "/api/nothing/", "admin"), 404, "nothing");
        }

        @Test
        void tellWhichMethodTheyTake() throws Exception {
            Answer answer = send("GET", "/api/exams/exam-1/export-all/", "prof");

            assertProblem(answer, 405, "POST");
            assertThat(answer.header("Allow")).isEqualTo("POST");
        }
    }

    @Nested
    class CookieCallers {
        @Test
        void mustComeFromAPageOfTheSameSite() throws Exception {
            String path = "/api/identification/cmen-ocr/copy-1/";

            assertProblem(send("POST", path, "prof", "Cookie", "s=1"), 403, "not made by a page of this site");
            assertThat(send("POST", path, "prof", "Cookie", "s=1", "Sec-Fetch-Site", "cross-site")
                            .status())
                    .isEqualTo(403);
            assertThat(send("POST", path, "prof", "Cookie", "s=1", "Origin", "https://evil.example")
                            .status())
                    .isEqualTo(403);
            assertThat(send("POST", path, "prof", "Cookie", "s=1", "Sec-Fetch-Site", "same-origin")
                            .status())
                    .isEqualTo(202);
            assertThat(send("POST", path, "prof", "Cookie", "s=1", "Origin", api.url(""))
                            .status())
                    .isEqualTo(202);
        }
    }
}
