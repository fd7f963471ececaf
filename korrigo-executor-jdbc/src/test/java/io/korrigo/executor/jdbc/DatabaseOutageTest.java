package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is stopped under running nodes and started again. */
@Tag("chaos")
@Timeout(180)
class DatabaseOutageTest {
    @TempDir
    private Path data;

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60));
        return (port == 0 ? server : server.setPort(port)).start();
    }

    private static HikariDataSource pool(EmbeddedPostgres server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(10);
        config.setConnectionTimeout(1000);
        return new HikariDataSource(config);
    }

    private static JdbcTaskExecutor node(HikariDataSource dataSource) {
        return JdbcTaskExecutor.builder(dataSource, TestNode.TASKS).workers(2).build();
    }

    @Test
    void goesOnByItselfWhenTheDatabaseIsBack() throws Exception {
        EmbeddedPostgres server = start(0);
        int port = server.getPort();
        PrintStream standardError = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (HikariDataSource one = pool(server);
                HikariDataSource two = pool(server)) {
            JdbcSchema.apply(one);
            try (JdbcTaskExecutor first = node(one);
                    JdbcTaskExecutor second = node(two)) {
                List<TaskId> ids = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    TestNode.Work work = new TestNode.Work("task " + i, 300);
                    ids.add(first.submit(Submission.of(i % 10 == 0 ? TestNode.GROUP : TestNode.STEP, work, "ada"))
                            .id());
                }
                JdbcTaskExecutorRules.awaitState(second, ids.get(2), TaskState.SUCCESS);

                System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
                server.close();
                await().atMost(Duration.ofMinutes(1))
                        .until(() ->
                                log.toString(StandardCharsets.UTF_8).contains("could not renew its lease in time"));
                server = start(port);
                System.setErr(standardError);

                ids.forEach(id -> JdbcTaskExecutorRules.awaitState(second, id, TaskState.SUCCESS));
                for (TaskId id : ids) {
                    TaskSnapshot task = first.store().find(id).orElseThrow();
                    if (task.kind().equals(TestNode.GROUP.name())) {
                        assertThat(task.progress()).isEqualTo(new Progress(5, 5));
                    }
                }
                TaskId next = second.submit(Submission.of(TestNode.STEP, new TestNode.Work("next", 0), "ada"))
                        .id();
                JdbcTaskExecutorRules.awaitState(first, next, TaskState.SUCCESS);
            }
        } finally {
            System.setErr(standardError);
            server.close();
        }

        List<String> ours = log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("\\[.*] (WARN|ERROR) io\\.korrigo\\..*"))
                .toList();
        // A line a node, and a few for each of its workers and what they ran.
        assertThat(ours).hasSizeBetween(2, 24);
        assertThat(ours).filteredOn(line -> line.contains("does not answer")).hasSizeBetween(2, 4);
        assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("Unhandled exception")))
                .hasSizeLessThan(8);
    }
}
