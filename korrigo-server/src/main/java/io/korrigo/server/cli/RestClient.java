package io.korrigo.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.KorrigoException;
import io.korrigo.task.ProgressReporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A client of Korrigo's REST contract, as any host's would be. */
final class RestClient {
    private static final Duration POLL = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String BOUNDARY = "korrigo-7f0d3b1e5a";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI server;
    private final String token;

    RestClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    JsonNode post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    /** Sends {@code file} as the multipart part "file". */
    JsonNode post(String path, Path file) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + file.getFileName() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.write(Files.readAllBytes(file));
        body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    /**
     * Sends what replaces something.
     *
     * @param etag of what it is based on
     */
    JsonNode put(String path, Map<String, Object> body, String etag) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build());
    }

    void download(String path, Path target) throws IOException, InterruptedException {
        HttpResponse<Path> response = http.send(
                request(path).GET().build(),
                answer -> answer.statusCode() == 200
                        ? HttpResponse.BodySubscribers.ofFile(target)
                        : HttpResponse.BodySubscribers.replacing(target));
        if (response.statusCode() != 200) {
            throw new KorrigoException("GET " + path + " answered " + response.statusCode());
        }
    }

    /**
     * Polls a submitted task until it has ended.
     *
     * @param submitted the answer that carries its {@code status_url}
     * @return its last status
     */
    private JsonNode await(JsonNode submitted, ProgressReporter progress) throws IOException, InterruptedException {
        String url = submitted.path("status_url").asText();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode status = get(url);
            JsonNode numbers = status.path("progress");
            if (numbers.has("total")) {
                progress.report(
                        numbers.path("current").asLong(), numbers.path("total").asLong());
            }
            if (status.path("ready").asBoolean()) {
                return status;
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new KorrigoException("The task at " + url + " did not end within " + PATIENCE.toMinutes() + " minutes");
    }

    /** The last status of a task that has to succeed. */
    JsonNode succeeded(JsonNode submitted, ProgressReporter progress) throws IOException, InterruptedException {
        JsonNode status = await(submitted, progress);
        if (!status.path("status").asText().equals("SUCCESS")) {
            throw new KorrigoException("Task " + status.path("task_id").asText() + " ended as "
                    + status.path("status").asText() + ": "
                    + status.path("result").path("error").asText());
        }
        return status;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode body = json.readTree(response.body());
        if (response.statusCode() >= 400) {
            throw new KorrigoException(request.method() + " " + request.uri().getPath() + " answered "
                    + response.statusCode() + ": " + body.path("error").asText());
        }
        return body;
    }
}
