package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.PasswordHashes;
import io.korrigo.exam.Account;
import io.korrigo.server.data.JdbcAccountStore;
import io.korrigo.server.data.JdbcStudentStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server, really killed in the middle of an import with accounts. */
@Timeout(300)
class KilledImportTest {
    /** {@code -Dkorrigo.killed.students=2000} for the size that a school has. */
    private static final int STUDENTS = Integer.getInteger("korrigo.killed.students", 50);

    @TempDir
    private Path data;

    private record Running(Process process, BufferedReader output, URI uri, String token) {
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void losesNoStudentNoAccountAndNoPassword() throws Exception {
        Running first = start("");
        JsonNode submitted;
        try {
            TestClient admin = new TestClient(first.uri(), first.token());
            submitted = admin.upload("/api/students/import/", roster());
            Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> {
                JsonNode progress = admin.status(submitted).path("progress");
                return progress.path("current").asInt() > STUDENTS * 3 / 2;
            });
        } finally {
            first.kill();
        }
        int made = accounts().size();
        assertThat(made).isBetween(1, STUDENTS - 1);

        Running second = start(first.token());
        Map<String, String> passwords = new HashMap<>();
        try {
            TestClient admin = new TestClient(second.uri(), second.token());
            JsonNode status = admin.ended(submitted);
            JsonNode result = status.path("result");
            assertThat(status.path("status").asText()).isEqualTo("SUCCESS");
            assertThat(result.path("created").asInt()).isEqualTo(STUDENTS);
            assertThat(result.path("accounts").asInt()).isEqualTo(STUDENTS);
            result.path("passwords")
                    .fields()
                    .forEachRemaining(entry ->
                            passwords.put(entry.getKey(), entry.getValue().asText()));
            String task = "/api/tasks/" + submitted.path("task_id").asText();
            assertThat(admin.post(task + "/credentials/acknowledge/", "").body())
                    .contains("\"forgotten\":" + STUDENTS);
            assertThat(admin.status(submitted).path("result").path("passwords")).isEmpty();
        } finally {
            second.kill();
        }

        Map<String, Account> accounts = accounts();
        PasswordHashes hashes = new PasswordHashes(Argon2Hasher.standard());
        assertThat(passwords).hasSize(STUDENTS).containsOnlyKeys(accounts.keySet());
        assertThat(passwords.entrySet().parallelStream()
                        .allMatch(entry -> hashes.verify(
                                entry.getValue(), accounts.get(entry.getKey()).passwordHash())))
                .isTrue();
    }

    private Map<String, Account> accounts() throws IOException {
        try (Database database = Database.open(ServerOptions.embedded(0, data))) {
            assertThat(new JdbcStudentStore(database.jdbi()).students()).hasSize(STUDENTS);
            JdbcAccountStore store = new JdbcAccountStore(database.jdbi());
            Map<String, Account> accounts = new HashMap<>();
            store.usernames()
                    .forEach(name -> accounts.put(name, store.find(name).orElseThrow()));
            return accounts;
        }
    }

    private static String roster() {
        StringBuilder roster = new StringBuilder("NOM;PRENOM;DATE_NAISSANCE;CLASSE\n");
        for (int i = 0; i < STUDENTS; i++) {
            // names have no digits
            String letters = Integer.toString(i)
                    .chars()
                    .mapToObj(digit -> String.valueOf((char) (digit - '0' + 'a')))
                    .collect(Collectors.joining());
            roster.append("DUBOSC-").append(letters);
            roster.append(";Zoé;")
                    .append(1 + i % 28)
                    .append("/")
                    .append(1 + i % 12)
                    .append("/")
                    .append(1990 + i % 30);
            roster.append(";TG").append(i % 7).append('\n');
        }
        return roster.toString();
    }

    /** @param token of an earlier start; a first start prints one */
    private Running start(String token) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.korrigo.server.cli.Korrigo",
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String found = token;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Administrator's token")) {
                found = line.substring(line.lastIndexOf(' ') + 1);
            } else if (line.startsWith("Korrigo listens on ")) {
                return new Running(process, output, URI.create(line.substring(line.lastIndexOf(' ') + 1)), found);
            }
        }
        throw new IOException("The server ended before it listened");
    }
}
