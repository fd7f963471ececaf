package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.testkit.rest.DescribedAnswers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A caller of the REST service with a token, who holds every answer against the service's own description. */
final class TestClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI server;
    private final String token;
    private @Nullable DescribedAnswers described;

    TestClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)).build());
    }

    HttpResponse<String> delete(String path) throws Exception {
        return send(request(path).DELETE().build());
    }

    JsonNode json(String path, String body) throws Exception {
        return json.readTree(post(path, body).body());
    }

    JsonNode upload(String path, String file) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\n" + file
                                + "\r\n--b--\r\n"))
                .build();
        return json.readTree(send(request).body());
    }

    JsonNode status(JsonNode submitted) throws Exception {
        return json.readTree(get(submitted.path("status_url").asText()).body());
    }

    JsonNode ended(JsonNode submitted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> status(submitted), status -> status.path("ready").asBoolean());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = plain(request);
        assertThat(described()
                        .fault(new DescribedAnswers.Answer(
                                request.method(),
                                request.uri()
                                        .getPath()
                                        .substring(server.getPath().length()),
                                answer.statusCode(),
                                answer.headers().firstValue("Content-Type").orElse(null),
                                answer.body())))
                .isEmpty();
        return answer;
    }

    private HttpResponse<String> plain(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private DescribedAnswers described() throws IOException, InterruptedException {
        if (described == null) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve(server.getPath() + "/api/openapi.json"))
                    .build();
            described = new DescribedAnswers(json.readTree(plain(request).body()));
        }
        return described;
    }
}
