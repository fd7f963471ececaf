package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. */
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
        List<TaskId> stored = new ArrayList<>();
        // While submitting, twice, and while running what was submitted.
        stored.addAll(killAfter(url, 1000, 30));
        stored.addAll(killAfter(url, 1000, 60));
        stored.addAll(killAfter(url, 20, 20));

        try (HikariDataSource dataSource = TestDatabase.pool(url)) {
            assertAllSucceed(dataSource, stored);
        }
    }

    @Test
    void losesNoStoredTaskOfKilledNodesOnPostgres() throws Exception {
        HikariDataSource dataSource = postgres.dataSource();
        List<TaskId> stored = new ArrayList<>();
        stored.addAll(killAfter(TestDatabase.postgresUrl(), 1000, 60));
        stored.addAll(killAfter(TestDatabase.postgresUrl(), 20, 20));

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
