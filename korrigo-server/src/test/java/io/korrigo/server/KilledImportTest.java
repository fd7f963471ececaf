package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.PasswordHashes;
import io.korrigo.exam.Account;
import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.host.jdbc.JdbcAccountStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server, really killed in the middle of an import with accounts. */
@Tag("chaos")
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
            submitted = admin.upload("/api/students/import/", roster(STUDENTS));
            Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> {
                JsonNode progress = admin.status(submitted).path("progress");
                return progress.path("current").asInt() > STUDENTS * 3 / 4;
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

    @Test
    void isHandedBackInTimeWhenTheServerIsToldToStop() throws Exception {
        Running server = start("", "--drain", "1");
        JsonNode submitted;
        long told;
        try {
            TestClient admin = new TestClient(server.uri(), server.token());
            submitted = admin.upload("/api/students/import/", roster(3000));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> admin.status(submitted)
                                    .path("progress")
                                    .path("current")
                                    .asInt()
                            > 0);
            told = System.nanoTime();
            server.process().destroy();
            assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.kill();
        }

        // A second to end by itself, two to hear of it, and the end of the process on a busy machine.
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(12));
        try (ServerDatabase database = ServerDatabase.open(ServerOptions.embedded(0, data))) {
            TaskStore tasks = JdbcTaskStore.of(database.dataSource(), TaskRegistry.of());
            TaskId id = TaskId.parse(submitted.path("task_id").asText()).orElseThrow();
            assertThat(tasks.find(id).orElseThrow().state()).isEqualTo(TaskState.PENDING);
            assertThat(tasks.log(id).toString()).contains("attempt 1 handed back");
        }
    }

    private Map<String, Account> accounts() throws IOException {
        try (ServerDatabase database = ServerDatabase.open(ServerOptions.embedded(0, data))) {
            assertThat(new JdbcStudentStore(database.jdbi()).students()).hasSize(STUDENTS);
            JdbcAccountStore store = new JdbcAccountStore(database.jdbi());
            Map<String, Account> accounts = new HashMap<>();
            store.usernames()
                    .forEach(name -> accounts.put(name, store.find(name).orElseThrow()));
            return accounts;
        }
    }

    private static String roster(int students) {
        StringBuilder roster = new StringBuilder("NOM;PRENOM;DATE_NAISSANCE;CLASSE\n");
        for (int i = 0; i < students; i++) {
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
    private Running start(String token, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It is killed before the second compiler pays.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.korrigo.server.cli.Korrigo",
                "serve",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
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
