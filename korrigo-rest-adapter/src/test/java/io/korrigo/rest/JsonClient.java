package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Sends and reads JSON as somebody named. */
final class JsonClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningApi api;

    JsonClient(RunningApi api) {
        this.api = api;
    }

    /** An answer with its body parsed. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String user, String path, String... headers) throws Exception {
        return send(user, "GET", path, "", headers);
    }

    /** What is no JSON. */
    HttpResponse<String> raw(String user, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(api.url(path)))
                        .header("X-User", user)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    Answer post(String user, String path, String body, String... headers) throws Exception {
        return send(user, "POST", path, body, headers);
    }

    Answer send(String user, String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("X-User", user)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
    }

    /** An answer whose body is no JSON. */
    Answer picture(String user, String path) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(api.url(path)))
                        .header("X-User", user)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.nullNode(), response);
    }

    /** The status of a task once it has ended. */
    JsonNode ended(String user, Answer accepted) {
        String url = accepted.body().path("status_url").asText();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> get(user, url).body(),
                        status -> status.path("ready").asBoolean());
    }
}
