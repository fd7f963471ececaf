package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.PasswordHashes;
import io.korrigo.host.CredentialKey;
import io.korrigo.host.jdbc.JdbcAccountStore;
import io.korrigo.rest.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** First passwords: who sees them, and where they never are. */
@Tag("slow")
class AccountsOverRestTest {
    private static final String ROSTER =
            "NOM;PRENOM;DATE_NAISSANCE;EMAIL;CLASSE\nDUBOSC;Zoé;29/02/2008;famille@x.example;TG1\n"
                    + "DUBOSC;Léo;01/03/2009;famille@x.example;TG2\nMARTI;Lou;?;;TG2\n";

    @TempDir
    private Path data;

    @Test
    void showsFirstPasswordsToTheSubmitterUntilAcknowledged() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            TestClient admin =
                    new TestClient(server.uri(), server.newAdminToken().orElseThrow());
            TestClient other = new TestClient(server.uri(), server.tokens().issue("other", Role.ADMIN));
            TestClient teacher = new TestClient(server.uri(), server.tokens().issue("prof", Role.TEACHER));

            JsonNode submitted = admin.upload("/api/students/import/", ROSTER);
            String task = "/api/tasks/" + submitted.path("task_id").asText();
            JsonNode result = admin.ended(submitted).path("result");

            assertThat(result.path("created").asInt()).isEqualTo(2);
            assertThat(result.path("accounts").asInt()).isEqualTo(2);
            assertThat(result.path("passwords").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("famille", "famille1");
            String password = result.path("passwords").path("famille1").asText();
            assertThat(password).hasSize(15);
            assertThat(other.get(task + "/status/").body())
                    .contains("\"passwords\":{}")
                    .doesNotContain(password);
            assertThat(teacher.get(task + "/status/").statusCode()).isEqualTo(404);
            assertThat(admin.get(task + "/credentials/csv/").body())
                    .contains("\r\nTG2;DUBOSC;Léo;famille1;" + password + "\r\n");
            assertThat(admin.get(task + "/credentials/pdf/").body()).startsWith("%PDF");
            for (String path : List.of("/credentials/csv/", "/credentials/pdf/")) {
                assertThat(other.get(task + path).statusCode()).isEqualTo(404);
                assertThat(teacher.get(task + path).statusCode()).isEqualTo(404);
            }
            assertThat(other.post(task + "/credentials/acknowledge/", "").statusCode())
                    .isEqualTo(404);

            assertThat(admin.post(task + "/credentials/acknowledge/", "").body())
                    .contains("\"forgotten\":2");

            assertThat(admin.get(task + "/status/").body()).contains("\"passwords\":{}");
            assertThat(admin.get(task + "/credentials/csv/").statusCode()).isEqualTo(404);
            assertThat(admin.post(task + "/credentials/acknowledge/", "").body())
                    .contains("\"forgotten\":0");
        }
    }

    @Test
    void saysThatPasswordsStaySealedWhenTheKeyIsLost() throws Exception {
        String task;
        String token;
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            token = server.newAdminToken().orElseThrow();
            TestClient admin = new TestClient(server.uri(), token);
            JsonNode submitted = admin.upload("/api/students/import/", ROSTER);
            task = "/api/tasks/" + submitted.path("task_id").asText();
            admin.ended(submitted);
        }
        Files.delete(data.resolve(CredentialKey.FILE));

        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            TestClient admin = new TestClient(server.uri(), token);

            assertThat(admin.get(task + "/status/").body())
                    .contains(
                            "\"accounts\":2", "\"passwords\":{}", "\"passwords_error\":\"Sealed passwords don't open");
            assertThat(admin.get(task + "/credentials/csv/").statusCode()).isEqualTo(422);
            assertThat(admin.post(task + "/credentials/acknowledge/", "").body())
                    .contains("\"forgotten\":2");
            assertThat(admin.get(task + "/status/").body()).doesNotContain("passwords_error");
        }
    }

    @Test
    void leavesNoPasswordInTablesFilesOrLogs() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        List<String> passwords = new ArrayList<>();
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            TestClient admin =
                    new TestClient(server.uri(), server.newAdminToken().orElseThrow());
            admin.ended(admin.upload("/api/students/import/", ROSTER))
                    .path("result")
                    .path("passwords")
                    .forEach(password -> passwords.add(password.asText()));
        } finally {
            root.detachAppender(log);
        }

        assertThat(passwords).hasSize(2).doesNotContain("");
        String tables = tables();
        assertThat(tables).contains("famille1", "import_students", "DUBOSC").doesNotContain(passwords);
        assertThat(log.list.toString()).doesNotContain(passwords).doesNotContain("DUBOSC", "famille");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(passwords);
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(CredentialKey.FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void givesAccountsToStudentsOfAList() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            TestClient admin =
                    new TestClient(server.uri(), server.newAdminToken().orElseThrow());
            JsonNode imported = admin.ended(admin.upload("/api/students/import/?accounts=false", ROSTER));
            assertThat(imported.path("result").path("accounts").asInt()).isZero();
            String id = server.students().students().get(0).id();

            JsonNode result = admin.ended(admin.json(
                            "/api/students/accounts/", "{\"student_ids\":[\"" + id + "\",\"" + id + "\",\"nobody\"]}"))
                    .path("result");
            JsonNode again = admin.ended(admin.json("/api/students/accounts/", "{\"student_ids\":[\"" + id + "\"]}"))
                    .path("result");

            assertThat(result.path("created").asInt()).isEqualTo(1);
            assertThat(result.path("errors")).extracting(JsonNode::asText).containsExactly("nobody");
            assertThat(result.path("passwords")).hasSize(1);
            assertThat(again.path("created").asInt()).isZero();
            assertThat(again.path("skipped").asInt()).isEqualTo(1);
            assertThat(again.path("passwords")).isEmpty();
            assertThat(admin.json("/api/students/accounts/", "{}")
                            .path("status")
                            .asInt())
                    .isEqualTo(400);
        }
    }

    @Test
    void importsNothingOfAFileWithAProblemWhenAsked() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            TestClient admin =
                    new TestClient(server.uri(), server.newAdminToken().orElseThrow());

            JsonNode status = admin.ended(admin.upload("/api/students/import/?all_or_nothing=true", ROSTER));

            assertThat(status.path("status").asText()).isEqualTo("FAILURE");
            assertThat(status.path("result").path("error").asText())
                    .contains("Nothing was imported: 1 rows have problems, the first on line 4 (DATE_NAISSANCE");
            assertThat(server.students().students()).isEmpty();
        }
    }

    @Test
    void storesPasswordsThatWork() throws Exception {
        JsonNode passwords;
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            TestClient admin =
                    new TestClient(server.uri(), server.newAdminToken().orElseThrow());
            passwords = admin.ended(admin.upload("/api/students/import/", ROSTER))
                    .path("result")
                    .path("passwords");
        }

        try (ServerDatabase database = ServerDatabase.open(ServerOptions.embedded(0, data))) {
            String hash = new JdbcAccountStore(database.jdbi())
                    .find("famille")
                    .orElseThrow()
                    .passwordHash();
            assertThat(new PasswordHashes(Argon2Hasher.standard())
                            .verify(passwords.path("famille").asText(), hash))
                    .isTrue();
        }
    }

    /** Every row of every table. */
    private String tables() throws Exception {
        StringBuilder rows = new StringBuilder();
        try (ServerDatabase database = ServerDatabase.open(ServerOptions.embedded(0, data))) {
            Jdbi jdbi = database.jdbi();
            jdbi.useHandle(handle -> {
                List<String> names = handle.createQuery("select table_name from information_schema.tables"
                                + " where table_schema = 'PUBLIC' and lower(table_name) like 'korrigo%'")
                        .mapTo(String.class)
                        .list();
                assertThat(names).hasSizeGreaterThan(10);
                for (String name : names) {
                    for (Map<String, Object> row : handle.createQuery("select * from " + name)
                            .mapToMap()
                            .list()) {
                        rows.append(name).append(' ').append(row).append('\n');
                    }
                }
            });
        }
        return rows.toString();
    }
}
