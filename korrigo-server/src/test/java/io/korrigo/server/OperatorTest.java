package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.KorrigoException;
import io.korrigo.host.PrivateFiles;
import io.korrigo.rest.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens and the audit log, asked for beside a server that runs and where none does. */
@Tag("slow")
class OperatorTest {
    @TempDir
    private Path data;

    private List<String> ask(String... words) throws Exception {
        return Operation.run(data, null, null, null, List.of(words));
    }

    @Test
    void issuesListsAndRevokesTokensBesideARunningServer() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            String token = ask("issue", "teacher", "m.durand", "30").get(0);
            TestClient teacher = new TestClient(server.uri(), token);
            assertThat(teacher.get("/api/copies/none/final-pdf/").statusCode()).isEqualTo(404);

            String line = ask("list").stream()
                    .filter(each -> each.contains("m.durand"))
                    .findFirst()
                    .orElseThrow();
            assertThat(line).doesNotContain(token).contains("teacher");
            String id = line.substring(0, 8);

            assertThat(ask("revoke", id)).containsExactly("revoked " + id);
            assertThat(teacher.get("/api/copies/none/final-pdf/").statusCode()).isEqualTo(401);
            assertThat(ask("audit", "1", "token", id))
                    .hasSize(3)
                    .satisfies(lines -> assertThat(lines.get(1)).contains("operator", "issued for a teacher until"))
                    .satisfies(lines -> assertThat(lines.get(2)).endsWith("revoked"));
            assertThatThrownBy(() -> ask("revoke", id))
                    .isInstanceOf(KorrigoException.class)
                    .hasMessageContaining(id);
            assertThat(ask("audit", "1", "refusal", "")).hasSize(2);
        }
    }

    @Test
    void asksTheDatabaseItselfWhereNoServerRuns() throws Exception {
        String id;
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            id = server.tokens().list().get(0).id();
        }
        assertThat(data.resolve(OperatorDoor.FILE)).doesNotExist();
        // what a killed server leaves
        Files.writeString(data.resolve(OperatorDoor.FILE), "1\nword\n");

        assertThat(ask("list")).hasSize(2);
        assertThat(ask("revoke", id)).containsExactly("revoked " + id);
    }

    @Test
    void hearsNobodyWhoCannotReadTheWord() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            Path door = data.resolve(OperatorDoor.FILE);
            List<String> lines = Files.readAllLines(door);
            assertThat(PrivateFiles.isOpen(door)).isFalse();
            Files.writeString(door, lines.get(0) + "\nguess\n");

            assertThatThrownBy(() -> ask("list")).hasMessageContaining("can't read");
            assertThat(server.tokens().list()).hasSize(1);
            Files.writeString(door, lines.get(0) + "\n" + lines.get(1) + "\n");
        }
    }

    @Test
    void endsATokenWhenItsTimeIsOver() throws Exception {
        try (ServerDatabase database = ServerDatabase.open(ServerOptions.embedded(0, data))) {
            Instant now = Instant.parse("2026-11-30T10:00:00Z");
            String token = tokensAt(database, now).issue("prof", Role.TEACHER, Duration.ofDays(1), "admin");

            assertThat(tokensAt(database, now.plus(Duration.ofDays(1)).minusSeconds(1))
                            .caller(token))
                    .isPresent();
            assertThat(tokensAt(database, now.plus(Duration.ofDays(1))).caller(token))
                    .isEmpty();
            assertThat(tokensAt(database, now).caller("other")).isEmpty();
        }
    }

    private static AccessTokens tokensAt(ServerDatabase database, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new AccessTokens(database.jdbi(), new io.korrigo.host.jdbc.JdbcAuditLog(database.jdbi(), clock), clock);
    }
}
