package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.rest.Role;
import io.korrigo.rest.SignIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who sign in with a browser. */
@Tag("slow")
class SessionsTest {
    private static final String ROSTER = "NOM;PRENOM;DATE_NAISSANCE;EMAIL\nDUBOSC;Zoé;29/02/2008;zoe@x.example\n";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    private HttpResponse<String> send(URI server, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Test
    void openWithATokenAndEndWithIt() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            URI uri = server.uri();
            String token = server.tokens().issue("prof", Role.TEACHER);

            HttpResponse<String> opened = send(uri, "POST", "/api/session/", "{\"token\": \"" + token + "\"}");

            assertThat(opened.headers().firstValue("Set-Cookie").orElse(""))
                    .contains("HttpOnly", "SameSite=Strict", "Path=/;")
                    .doesNotContain(token);
            String cookie = cookie(opened);
            HttpResponse<String> who = send(uri, "GET", "/api/session/", "", "Cookie", cookie);
            assertThat(who.body()).isEqualTo("{\"name\":\"prof\",\"roles\":[\"teacher\"]}");
            String exam = "{\"name\": \"x\", \"teachers\": [\"prof\"]}";
            assertThat(send(uri, "POST", "/api/exams/", exam, "Cookie", cookie).statusCode())
                    .isEqualTo(403);
            assertThat(send(uri, "POST", "/api/exams/", exam, "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(send(uri, "POST", "/api/exams/", exam, "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                            .statusCode())
                    .isEqualTo(201);

            String id = server.tokens().list().stream()
                    .filter(issued -> issued.name().equals("prof"))
                    .findFirst()
                    .orElseThrow()
                    .id();
            server.tokens().revoke(id, "admin");

            assertThat(send(uri, "GET", "/api/session/", "", "Cookie", cookie).statusCode())
                    .isEqualTo(401);
            assertThat(send(uri, "POST", "/api/session/", "{\"token\": \"" + token + "\"}")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void openWithTheAccountOfAnImportAndChangeTheirSecretEachTime() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            URI uri = server.uri();
            TestClient admin = new TestClient(uri, server.newAdminToken().orElseThrow());
            JsonNode passwords = admin.ended(admin.upload("/api/students/import/", ROSTER))
                    .path("result")
                    .path("passwords");
            String login = new ObjectMapper()
                    .createObjectNode()
                    .put("username", "ZOE")
                    .put("password", passwords.path("zoe").asText())
                    .toString();

            String first = cookie(send(uri, "POST", "/api/session/", login));
            String second = cookie(send(uri, "POST", "/api/session/", login, "Cookie", first));

            assertThat(second).isNotEqualTo(first);
            assertThat(send(uri, "GET", "/api/session/", "", "Cookie", first).statusCode())
                    .isEqualTo(401);
            assertThat(send(uri, "GET", "/api/session/", "", "Cookie", second).body())
                    .isEqualTo("{\"name\":\"zoe\",\"roles\":[]}");
            assertThat(send(uri, "GET", "/api/exams/", "", "Cookie", second).statusCode())
                    .isEqualTo(403);
            assertThat(send(uri, "DELETE", "/api/session/", "", "Cookie", second, "Sec-Fetch-Site", "same-origin")
                            .body())
                    .isEqualTo("{\"signed_out\":true}");
            assertThat(send(uri, "GET", "/api/session/", "", "Cookie", second).statusCode())
                    .isEqualTo(401);
            assertThat(send(uri, "POST", "/api/session/", login, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void refuseUnknownNamesAsWrongPasswordsAndSlowDown() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            String login = "{\"username\": \"nobody\", \"password\": \"x\"}";
            for (int i = 0; i < SignInAttempts.FREE; i++) {
                assertThat(send(server.uri(), "POST", "/api/session/", login).statusCode())
                        .isEqualTo(401);
            }

            HttpResponse<String> tooOften = send(server.uri(), "POST", "/api/session/", login);

            assertThat(tooOften.statusCode()).isEqualTo(429);
            assertThat(tooOften.headers().firstValue("Retry-After")).isPresent();
            assertThat(send(server.uri(), "POST", "/api/session/", "{\"username\": \"x\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void waitTwiceAsLongAfterEachFailure() throws Exception {
        Instant[] now = {Instant.EPOCH};
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
        SignInAttempts attempts = new SignInAttempts(clock);
        for (int i = 0; i < SignInAttempts.FREE; i++) {
            attempts.begin("zoe");
        }

        assertThatThrownBy(() -> attempts.begin("zoe"))
                .isInstanceOfSatisfying(
                        SignIn.TooOften.class, it -> assertThat(it.seconds()).isEqualTo(2));
        attempts.begin("another");
        now[0] = now[0].plusSeconds(2);
        attempts.begin("zoe");
        assertThatThrownBy(() -> attempts.begin("zoe"))
                .isInstanceOfSatisfying(
                        SignIn.TooOften.class, it -> assertThat(it.seconds()).isEqualTo(4));
        now[0] = now[0].plus(Duration.ofSeconds(4));
        attempts.begin("zoe");
        attempts.succeeded("zoe");
        attempts.begin("zoe");
        attempts.begin("zoe");
    }
}
