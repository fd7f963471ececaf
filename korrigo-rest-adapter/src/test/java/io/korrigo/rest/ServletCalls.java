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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running servlet, calls of it and their answers, for the tests of its endpoints. */
abstract class ServletCalls {
    static final String ROSTER = "NOM;PRENOM;DATE_NAISSANCE;EMAIL;CLASSE\nROUX;Zoé;29/02/2008;z@x.example;T1\n";

    final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path temporary;

    RunningApi api;

    /** An answer with its body parsed. */
    record Answer(HttpResponse<String> response, JsonNode body) {
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

    Answer send(String method, String path, String user, String... headers) throws Exception {
        return send(request(path, user, headers).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    HttpRequest.Builder request(String path, String user, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url("/korrigo" + path)));
        if (!user.isEmpty()) {
            request.header("X-User", user);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response, json.readTree(response.body()));
    }

    Answer uploadTo(String path, String content) throws Exception {
        return upload(path, "admin", "file", "roster.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    Answer upload(String user, String part, String filename, byte[] content, String... headers) throws Exception {
        return upload("/api/students/import/", user, part, filename, content, headers);
    }

    Answer upload(String path, String user, String part, String filename, byte[] content, String... headers)
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

    Answer upload(String user, String content, String... headers) throws Exception {
        return upload(user, "file", "élèves.csv", content.getBytes(StandardCharsets.UTF_8), headers);
    }

    Answer ended(String user, Answer submitted) {
        String path = submitted.body().path("status_url").asText().substring("/korrigo".length());
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> send("GET", path, user),
                        answer -> answer.body().path("ready").asBoolean());
    }

    static void assertProblem(Answer answer, int status, String error) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("error").asText()).contains(error);
        assertThat(answer.body().path("detail").asText()).contains(error);
        assertThat(answer.body().path("title").asText()).isNotEmpty();
    }
}
