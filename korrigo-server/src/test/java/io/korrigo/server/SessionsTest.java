package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.rest.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who sign in with a browser. */
@Tag("slow")
class SessionsTest {
    private static final String ROSTER = "NOM;PRENOM;DATE_NAISSANCE;EMAIL\nDUBOSC;Zoé;29/02/2008;zoe@x.example\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

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
            assertThat(who.body()).startsWith("{\"name\":\"prof\",\"roles\":[\"teacher\"],");
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
            String login = json.createObjectNode()
                    .put("username", "ZOE")
                    .put("password", passwords.path("zoe").asText())
                    .toString();

            String first = cookie(send(uri, "POST", "/api/session/", login));
            String second = cookie(send(uri, "POST", "/api/session/", login, "Cookie", first));

            assertThat(second).isNotEqualTo(first);
            assertThat(send(uri, "GET", "/api/session/", "", "Cookie", first).statusCode())
                    .isEqualTo(401);
            assertThat(send(uri, "GET", "/api/session/", "", "Cookie", second).body())
                    .startsWith("{\"name\":\"zoe\",\"roles\":[],\"password_provisional\":true,");
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
    void giveAStudentTheirRoleOnceTheyHaveAPasswordOfTheirOwn() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            URI uri = server.uri();
            TestClient admin = new TestClient(uri, server.newAdminToken().orElseThrow());
            String first = admin.ended(admin.upload("/api/students/import/", ROSTER))
                    .path("result")
                    .path("passwords")
                    .path("zoe")
                    .asText();
            String cookie = cookie(signIn(uri, "zoe", first));
            assertThat(send(uri, "GET", "/api/my/copies/", "", "Cookie", cookie).body())
                    .isEqualTo("{\"copies\":[]}");

            String own = "soleil et trois chats";
            assertThat(changed(uri, cookie, first, "zoe et trois chats").statusCode())
                    .isEqualTo(400);
            assertThat(changed(uri, cookie, first, "elevenlette").statusCode()).isEqualTo(400);
            assertThat(changed(uri, cookie, "not it", own).statusCode()).isEqualTo(403);
            HttpResponse<String> changed = changed(uri, cookie, first, own);

            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(changed.body()).contains("\"roles\":[\"student\"],\"password_provisional\":false");
            assertThat(send(uri, "GET", "/api/session/", "", "Cookie", cookie).statusCode())
                    .isEqualTo(401);
            assertThat(signIn(uri, "zoe", first).statusCode()).isEqualTo(401);
            String again = cookie(signIn(uri, "Zoe", own));
            assertThat(send(uri, "GET", "/api/tasks/", "", "Cookie", again).statusCode())
                    .isEqualTo(403);

            JsonNode reset = admin.json("/api/accounts/zoe/password/", "");
            assertThat(send(uri, "GET", "/api/session/", "", "Cookie", again).statusCode())
                    .isEqualTo(401);
            assertThat(signIn(uri, "zoe", reset.path("password").asText()).body())
                    .contains("\"roles\":[],\"password_provisional\":true");
        }
    }

    @Test
    void openForATeachersAccountUntilItIsRemoved() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            URI uri = server.uri();
            TestClient admin = new TestClient(uri, server.newAdminToken().orElseThrow());
            String account = "{\"username\": \"M.Durand\", \"role\": \"teacher\"}";
            String first =
                    admin.json("/api/accounts/", account).path("password").asText();
            assertThat(admin.json("/api/accounts/", account).path("status").asInt())
                    .isEqualTo(409);
            assertThat(admin.json("/api/accounts/", "{\"username\": \"m durand\", \"role\": \"teacher\"}")
                            .path("status")
                            .asInt())
                    .isEqualTo(400);
            HttpResponse<String> changed =
                    changed(uri, cookie(signIn(uri, "m.durand", first)), first, "quatre saisons à Rennes");
            String cookie = cookie(changed);

            assertThat(changed.body()).startsWith("{\"name\":\"m.durand\",\"roles\":[\"teacher\"],");
            assertThat(send(uri, "GET", "/api/exams/", "", "Cookie", cookie).statusCode())
                    .isEqualTo(200);
            assertThat(send(uri, "GET", "/api/accounts/", "", "Cookie", cookie).statusCode())
                    .isEqualTo(403);
            JsonNode listed = json.readTree(admin.get("/api/accounts/?q=m.").body());
            assertThat(listed.path("total").asInt()).isEqualTo(1);
            assertThat(listed.at("/accounts/0/password_provisional").asBoolean())
                    .isFalse();
            assertThat(admin.get("/api/accounts/?q=%25").body()).contains("\"total\":0");

            assertThat(admin.delete("/api/accounts/m.durand/").statusCode()).isEqualTo(200);
            assertThat(send(uri, "GET", "/api/session/", "", "Cookie", cookie).statusCode())
                    .isEqualTo(401);
            assertThat(signIn(uri, "m.durand", "quatre saisons à Rennes").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void areOpenedByATokenThatWasIssuedOverRestUntilItIsRevoked() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            URI uri = server.uri();
            TestClient admin = new TestClient(uri, server.newAdminToken().orElseThrow());
            String token = admin.json("/api/tokens/", "{\"name\": \"prof\", \"role\": \"teacher\", \"days\": 1}")
                    .path("token")
                    .asText();
            String login = "{\"token\": \"" + token + "\"}";
            assertThat(send(uri, "POST", "/api/session/", login).statusCode()).isEqualTo(200);
            JsonNode listed = json.readTree(admin.get("/api/tokens/").body()).path("tokens");

            assertThat(listed).hasSize(2);
            assertThat(listed.get(1).path("name").asText()).isEqualTo("prof");
            assertThat(listed.get(1).path("expires_at").asText()).isNotEmpty();
            admin.delete("/api/tokens/" + listed.get(1).path("id").asText() + "/");
            assertThat(send(uri, "POST", "/api/session/", login).statusCode()).isEqualTo(401);
        }
    }

    private HttpResponse<String> signIn(URI uri, String name, String password) throws Exception {
        String login = json.createObjectNode()
                .put("username", name)
                .put("password", password)
                .toString();
        return send(uri, "POST", "/api/session/", login);
    }

    private HttpResponse<String> changed(URI uri, String cookie, String password, String next) throws Exception {
        String change = json.createObjectNode()
                .put("password", password)
                .put("new_password", next)
                .toString();
        return send(uri, "PUT", "/api/session/password/", change, "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    }
}
