package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.KorrigoException;
import io.korrigo.rest.Role;
import io.korrigo.tasks.ExportOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KorrigoServerTest {
    private static final String ROSTER = "NOM;PRENOM;DATE_NAISSANCE\r\nROUX;Zoé;29/02/2008\r\n";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    private KorrigoServer start() throws IOException {
        return KorrigoServer.start(ServerOptions.embedded(0, data));
    }

    private JsonNode call(KorrigoServer server, String token, String path, String multipart) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!multipart.isEmpty()) {
            request.header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\n"
                                    + multipart + "\r\n--b--\r\n"));
        }
        return new ObjectMapper()
                .readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private JsonNode ended(KorrigoServer server, String token, JsonNode submitted) {
        String url = submitted.path("status_url").asText();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> call(server, token, url, ""),
                        status -> status.path("ready").asBoolean());
    }

    @Test
    void keepsStudentsTasksAndTokensOverARestart() throws Exception {
        String token;
        JsonNode submitted;
        JsonNode status;
        try (KorrigoServer server = start()) {
            token = server.newAdminToken().orElseThrow();
            submitted = call(server, token, "/api/students/import/", ROSTER);
            status = ended(server, token, submitted);
            assertThat(status.path("result").path("created").asInt()).isEqualTo(1);
        }

        try (KorrigoServer again = start()) {
            assertThat(again.newAdminToken()).isEmpty();
            assertThat(again.students().students()).hasSize(1);
            assertThat(call(again, token, submitted.path("status_url").asText(), ""))
                    .isEqualTo(status);
        }
    }

    @Test
    void knowsItsCallersByTheirTokens() throws Exception {
        try (KorrigoServer server = start()) {
            String teacher = server.tokens().issue("prof", Role.TEACHER);

            assertThat(call(server, "", "/api/students/import/", ROSTER)
                            .path("status")
                            .asInt())
                    .isEqualTo(401);
            assertThat(call(server, "guess", "/api/students/import/", ROSTER)
                            .path("status")
                            .asInt())
                    .isEqualTo(401);
            assertThat(call(server, teacher, "/api/students/import/", ROSTER)
                            .path("status")
                            .asInt())
                    .isEqualTo(403);
        }
    }

    @Test
    void isReadyWithItsDatabaseAndFiles() throws Exception {
        try (KorrigoServer server = start()) {
            JsonNode ready = call(server, "", "/api/health/ready/", "");

            assertThat(ready.path("status").asText()).isEqualTo("ready");
            assertThat(ready.path("checks").path("database").asText()).isEqualTo("ok");
            assertThat(ready.path("checks").path("media").asText()).isEqualTo("ok");
        }
    }

    @Test
    void namesAPortThatIsTaken(@TempDir Path other) throws Exception {
        try (KorrigoServer server = start()) {
            URI taken = server.uri();

            assertThatThrownBy(() -> KorrigoServer.start(ServerOptions.embedded(taken.getPort(), other)))
                    .isInstanceOf(KorrigoException.class)
                    .hasMessageContaining(String.valueOf(taken.getPort()));
        }
        try (KorrigoServer retried = KorrigoServer.start(ServerOptions.embedded(0, other))) {
            assertThat(retried.newAdminToken()).isPresent();
        }
    }

    @Test
    void answersTheHealthChecksOnlyAsAWorker() throws Exception {
        ServerOptions worker = new ServerOptions(
                "127.0.0.1", 0, data, null, null, null, null, ServerRole.WORKER, null, ExportOptions.in(Locale.FRENCH));
        try (KorrigoServer server = KorrigoServer.start(worker)) {
            assertThat(server.newAdminToken()).isEmpty();
            String token = server.tokens().issue("admin", Role.ADMIN);

            assertThat(call(server, token, "/api/health/live/", "")
                            .path("status")
                            .asText())
                    .isEqualTo("alive");
            assertThat(call(server, token, "/api/students/import/", ROSTER)
                            .path("status")
                            .asInt())
                    .isEqualTo(404);
        }
    }
}
