package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. */
@Tag("chaos")
@Timeout(180)
class KilledNodeTest {
    private static final String STORED = "stored ";

    @RegisterExtension
    final TestDatabase postgres = TestDatabase.postgres();

    @TempDir
    Path folder;

    @Test
    void losesNoStoredTaskOfAKilledNodeOnAnH2File() throws Exception {
        String url = TestDatabase.h2Url(folder);
        try (HikariDataSource dataSource = TestDatabase.pool(url);
                Connection connection = dataSource.getConnection()) {
            JdbcSchema.apply(dataSource);
            // As a host's own migration tool would leave it.
            connection.createStatement().execute("SET WRITE_DELAY 500");
        }
        List<TaskId> stored = new ArrayList<>();
        // While submitting, twice, and while running what was submitted.
        stored.addAll(killAfter(url, 1000, 15));
        stored.addAll(killAfter(url, 1000, 30));
        stored.addAll(killAfter(url, 12, 12));

        try (HikariDataSource dataSource = TestDatabase.pool(url)) {
            assertAllSucceed(dataSource, stored);
        }
    }

    @Test
    void losesNoStoredTaskOfKilledNodesOnPostgres() throws Exception {
        HikariDataSource dataSource = postgres.dataSource();
        List<TaskId> stored = new ArrayList<>();
        stored.addAll(killAfter(TestDatabase.postgresUrl(), 1000, 30));
        stored.addAll(killAfter(TestDatabase.postgresUrl(), 12, 12));

        assertAllSucceed(dataSource, stored);
    }

    @Test
    void runsTheTasksOfAKilledNodeWithinSixSeconds() throws Exception {
        HikariDataSource dataSource = postgres.dataSource();
        List<TaskId> stored = killAfter(TestDatabase.postgresUrl(), 1, 1);
        long killed = System.nanoTime();

        assertAllSucceed(dataSource, stored);

        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofMillis(8500));
    }

    /** The node sleeps past its lease; a second one does the work; then the first wakes, in the middle of its attempt. */
    @Test
    void keepsANodeThatWakesUpFromOverwritingItsSuccessor() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs /bin/kill");
        HikariDataSource dataSource = postgres.dataSource();
        JdbcTaskStore store = JdbcTaskStore.of(dataSource, TestNode.TASKS);
        TaskId id = store.submit(Submission.of(TestNode.STEP, new TestNode.Work("long", 3000), "ada"))
                .id();
        Process sleeper = TestNode.start(TestDatabase.postgresUrl(), 0);
        try (BufferedReader output = TestNode.output(sleeper)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> store.find(id).orElseThrow().progress() != null);
            signal(sleeper, "-STOP");

            TaskSnapshot ended;
            try (JdbcTaskExecutor successor =
                    JdbcTaskExecutor.builder(dataSource, TestNode.TASKS).build()) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> store.find(id).orElseThrow().ready());
                ended = store.find(id).orElseThrow();
                List<String> log = store.log(id);
                signal(sleeper, "-CONT");

                // Awake again: it takes new tasks, so it is past the old one.
                successor.close();
                TaskId next = store.submit(Submission.of(TestNode.STEP, new TestNode.Work("next", 10), "ada"))
                        .id();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> store.find(next).orElseThrow().ready());
                assertThat(store.log(id)).isEqualTo(log);
            }

            assertThat(ended.attempt()).isEqualTo(2);
            assertThat(ended.state()).isEqualTo(TaskState.SUCCESS);
            assertThat(store.find(id)).contains(ended);
            assertThat(output.readLine()).startsWith(TestNode.CLOCK);
            assertThat(output.readLine()).isEqualTo("ready");
        } finally {
            sleeper.destroyForcibly().waitFor();
        }
    }

    private static void signal(Process node, String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("/bin/kill", signal, String.valueOf(node.pid()))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private static List<TaskId> killAfter(String url, int tasks, int kill) throws IOException, InterruptedException {
        Process node = TestNode.start(url, tasks);
        List<TaskId> stored = new ArrayList<>();
        try (BufferedReader output = TestNode.output(node)) {
            String line;
            while (stored.size() < kill && (line = output.readLine()) != null) {
                if (line.startsWith(STORED)) {
                    stored.add(TaskId.parse(line.substring(STORED.length())).orElseThrow());
                }
            }
        } finally {
            node.destroyForcibly().waitFor();
        }
        assertThat(stored).hasSize(kill);
        return stored;
    }

    private static void assertAllSucceed(HikariDataSource dataSource, List<TaskId> stored) {
        try (JdbcTaskExecutor executor =
                JdbcTaskExecutor.builder(dataSource, TestNode.TASKS).workers(4).build()) {
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() ->
                            stored.stream().allMatch(id -> find(executor, id).ready()));
            assertThat(stored).allSatisfy(id -> {
                TaskSnapshot task = find(executor, id);
                assertThat(task.state()).as("%s", task).isEqualTo(TaskState.SUCCESS);
                if (task.kind().equals(TestNode.GROUP.name())) {
                    assertThat(executor.store().children(id))
                            .hasSize(5)
                            .extracting(TaskSnapshot::state)
                            .containsOnly(TaskState.SUCCESS);
                }
            });
        }
    }

    private static TaskSnapshot find(JdbcTaskExecutor executor, TaskId id) {
        return executor.store().find(id).orElseThrow(() -> new AssertionError(id + " is lost"));
    }
}
