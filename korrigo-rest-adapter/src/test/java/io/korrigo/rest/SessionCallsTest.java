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
