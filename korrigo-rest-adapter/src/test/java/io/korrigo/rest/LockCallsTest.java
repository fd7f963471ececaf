package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.CopyStatus;
import io.korrigo.rest.JsonClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A corrector holds a copy. */
class LockCallsTest {
    private static final String LOCK = "/api/copies/copy-1/lock/";
    private static final String MARKING = "/api/copies/copy-1/marking/";
    private static final String TOKEN = "X-Lock-Token";

    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
        client = new JsonClient(api);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private Answer locked(String user, String query) throws Exception {
        String etag = client.get(user, LOCK).header("ETag");
        return client.send(user, "POST", LOCK + query, "", "If-Match", etag);
    }

    private Answer mark(String user, String... token) throws Exception {
        String etag = client.get(user, MARKING).header("ETag");
        String[] headers =
                token.length == 0 ? new String[] {"If-Match", etag} : new String[] {"If-Match", etag, TOKEN, token[0]};
        return client.send(user, "PUT", MARKING, "{\"scores\": {\"1\": 2}}", headers);
    }

    private CopyStatus status() {
        return api.exams.copy("copy-1").orElseThrow().status();
    }

    @Test
    void keepsOthersFromWritingUntilItIsLetGo() throws Exception {
        Answer lock = locked("prof", "");

        assertThat(lock.status()).isEqualTo(201);
        assertThat(status()).isEqualTo(CopyStatus.LOCKED);
        String token = lock.body().path("token").asText();
        assertThat(token).hasSize(32);
        assertThat(client.get("admin", LOCK).body().path("holder").asText()).isEqualTo("prof");
        assertThat(client.get("admin", LOCK).body().has("token")).isFalse();
        Answer refused = mark("admin");
        assertThat(refused.status()).isEqualTo(423);
        assertThat(refused.body().path("detail").asText()).startsWith("prof holds the copy until ");
        assertThat(mark("admin", "guessed").status()).isEqualTo(423);
        assertThat(mark("prof").status()).isEqualTo(423);
        assertThat(client.post("admin", "/api/copies/copy-1/finalize/", "").status())
                .isEqualTo(423);
        assertThat(locked("admin", "").status()).isEqualTo(423);
        assertThat(mark("prof", token).status()).isEqualTo(200);

        Answer unlocked = client.send("prof", "DELETE", LOCK, "", TOKEN, token);

        assertThat(unlocked.status()).isEqualTo(200);
        assertThat(unlocked.body().path("locked").asBoolean()).isFalse();
        assertThat(status()).isEqualTo(CopyStatus.READY);
        assertThat(mark("admin").status()).isEqualTo(200);
        assertThat(client.send("prof", "DELETE", LOCK, "", TOKEN, token).status())
                .isEqualTo(409);
        assertThat(api.audit.entries()).extracting("event").contains(AuditLog.Event.LOCK, AuditLog.Event.UNLOCK);
    }

    @Test
    void lastsTenMinutesUnlessToldAndAnHourAtMost() throws Exception {
        assertThat(left(locked("prof", ""))).isBetween(Duration.ofSeconds(540), Duration.ofSeconds(600));
        assertThat(left(locked("prof", "?seconds=3600"))).isBetween(Duration.ofSeconds(3540), Duration.ofSeconds(3600));
        Answer shortest = locked("prof", "?seconds=1");
        assertThat(shortest.status()).isEqualTo(201);
    }

    private static Duration left(Answer lock) {
        return Duration.between(
                Instant.now(), Instant.parse(lock.body().path("expires_at").asText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3601", "-1", "600.5", "ten", ""})
    void refusesOtherTimes(String seconds) throws Exception {
        assertThat(locked("prof", "?seconds=" + seconds).status()).isEqualTo(400);
        assertThat(status()).isEqualTo(CopyStatus.READY);
    }

    @Test
    void isRenewedByItsTokenOnly() throws Exception {
        String token = locked("prof", "?seconds=60").body().path("token").asText();

        assertThat(client.send("prof", "PUT", LOCK + "?seconds=3600", "", TOKEN, "other")
                        .status())
                .isEqualTo(409);
        Answer renewed = client.send("prof", "PUT", LOCK + "?seconds=3600", "", TOKEN, token);

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(left(renewed)).isGreaterThan(Duration.ofSeconds(3000));
        assertThat(client.send("prof", "PUT", LOCK + "?seconds=3601", "", TOKEN, token)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void isTakenAnewByItsHolderAndAwayByAnAdministrator() throws Exception {
        String first = locked("prof", "").body().path("token").asText();
        String second = locked("prof", "").body().path("token").asText();

        assertThat(mark("prof", first).status()).isEqualTo(423);
        assertThat(mark("prof", second).status()).isEqualTo(200);

        assertThat(client.send("admin", "DELETE", LOCK, "").status()).isEqualTo(200);
        assertThat(status()).isEqualTo(CopyStatus.READY);
    }

    @Test
    void holdsNothingOnceTheCopyIsGraded() throws Exception {
        String token = locked("prof", "").body().path("token").asText();

        Answer accepted = client.post("prof", "/api/copies/copy-1/finalize/", "", TOKEN, token);

        assertThat(client.ended("prof", accepted).path("status").asText()).isEqualTo("SUCCESS");
        assertThat(status()).isEqualTo(CopyStatus.GRADED);
        assertThat(client.get("prof", LOCK).body().path("locked").asBoolean()).isFalse();
        assertThat(locked("prof", "").status()).isEqualTo(409);
    }

    @Test
    void isBasedOnWhatWasSeen() throws Exception {
        assertThat(client.post("prof", LOCK, "").status()).isEqualTo(428);
        assertThat(mark("admin").status()).isEqualTo(200);
        assertThat(client.post("prof", LOCK, "", "If-Match", "\"0\"").status()).isEqualTo(412);
    }
}
