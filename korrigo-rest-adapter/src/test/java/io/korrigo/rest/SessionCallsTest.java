package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.rest.JsonClient.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out, whatever the host's sessions are. */
class SessionCallsTest {
    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "/korrigo");
        client = new JsonClient(api);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private Answer signIn(String body, String... headers) throws Exception {
        return client.post("nobody", "/korrigo/api/session/", body, headers);
    }

    @Test
    void setACookieThatNoScriptReadsBelowThePrefix() throws Exception {
        Answer answer = signIn("{\"username\": \"zoe\", \"password\": \"right\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("name").asText()).isEqualTo("zoe");
        assertThat(answer.header("Set-Cookie"))
                .startsWith("korrigo_session=secret; Path=/korrigo/;")
                .contains("; HttpOnly; SameSite=Strict")
                .doesNotContain("Secure");
    }

    @Test
    void tellNobodyWhatWasWrong() throws Exception {
        assertThat(signIn("{\"username\": \"zoe\", \"password\": \"wrong\"}").status())
                .isEqualTo(401);
    }

    @Test
    void areNobodysWhoHasABlankName() throws Exception {
        assertThat(signIn("{\"username\": \" \", \"password\": \"right\"}").status())
                .isEqualTo(401);
        assertThat(signIn("{\"username\": \"\", \"password\": \"right\"}").status())
                .isEqualTo(401);
    }

    @Test
    void sayWhenToTryAgain() throws Exception {
        Answer answer = signIn("{\"token\": \"x\"}");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
    }

    @Test
    void openNoSessionForAPageOfAnotherSite() throws Exception {
        String right = "{\"username\": \"zoe\", \"password\": \"right\"}";

        assertThat(signIn(right, "Origin", "https://evil.example").status()).isEqualTo(403);
        assertThat(signIn(right, "Sec-Fetch-Site", "same-site").status()).isEqualTo(403);
        assertThat(signIn(right, "Sec-Fetch-Site", "same-origin").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"username\": \"zoe\"}",
                "{\"token\": \"x\", \"username\": \"zoe\", \"password\": \"right\"}",
                "{\"token\": 1}"
            })
    void refuseWhatCanNotBeMeant(String body) throws Exception {
        assertThat(signIn(body).status()).isEqualTo(400);
    }

    @Test
    void tellAPageHowToProveItself() throws Exception {
        Answer who = client.get("zoe", "/korrigo/api/session/", "Cookie", "korrigo_session=secret");

        String token = who.body().path("csrf_token").asText();
        assertThat(who.body().path("password_provisional").asBoolean()).isTrue();
        assertThat(token).hasSize(64).doesNotContain("secret");
        assertThat(signOut("X-CSRF-Token", token)).isEqualTo(200);
        assertThat(signOut("X-CSRF-Token", token.replace(token.charAt(0), 'x'))).isEqualTo(403);
        assertThat(signOut("X-CSRF-Token", token, "Sec-Fetch-Site", "cross-site"))
                .isEqualTo(403);
        assertThat(signOut("X-CSRF-Token", token, "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(client.get("zoe", "/korrigo/api/session/").body().has("csrf_token"))
                .isFalse();
    }

    private int signOut(String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Cookie";
        all[1] = "korrigo_session=secret";
        return client.send("zoe", "DELETE", "/korrigo/api/session/", "", all).status();
    }

    @Test
    void changeAPasswordForWhoKnowsTheOldOne() throws Exception {
        String right = "{\"password\": \"right\", \"new_password\": \"a better one 27\"}";

        assertThat(changed(right).status()).isEqualTo(200);
        assertThat(changed(right).header("Set-Cookie")).startsWith("korrigo_session=secret;");
        assertThat(changed(right.replace("right", "wrong")).status()).isEqualTo(403);
        assertThat(changed("{\"password\": \"right\"}").status()).isEqualTo(400);
    }

    private Answer changed(String body) throws Exception {
        return client.send("zoe", "PUT", "/korrigo/api/session/password/", body);
    }

    @Test
    void leaveAccountsToAdministrators() throws Exception {
        Answer made =
                client.post("admin", "/korrigo/api/accounts/", "{\"username\": \"M.Durand\", \"role\": \"teacher\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("username").asText()).isEqualTo("m.durand");
        assertThat(made.body().path("password").asText()).isNotEmpty();
        assertThat(client.post("admin", "/korrigo/api/accounts/", "{\"username\": \"zoe\", \"role\": \"admin\"}")
                        .status())
                .isEqualTo(409);
        assertThat(client.post("admin", "/korrigo/api/accounts/", "{\"username\": \"x\", \"role\": \"student\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("admin", "/korrigo/api/accounts/nobody/password/", "")
                        .status())
                .isEqualTo(404);
        assertThat(client.get("admin", "/korrigo/api/accounts/")
                        .body()
                        .at("/accounts/0/student_id")
                        .asText())
                .isEqualTo("s-1");
    }

    @Test
    void endByAnEmptyCookie() throws Exception {
        Answer answer = client.send(
                "prof",
                "DELETE",
                "/korrigo/api/session/",
                "",
                "Cookie",
                "a=b; korrigo_session=secret",
                "Sec-Fetch-Site",
                "same-origin");

        assertThat(answer.body().path("signed_out").asBoolean()).isTrue();
        assertThat(answer.header("Set-Cookie")).startsWith("korrigo_session=; Path=/korrigo/; Max-Age=0");
    }
}
