package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class PostgresTaskExecutorTest extends JdbcTaskExecutorRules {
    PostgresTaskExecutorTest() {
        super(TestDatabase.postgres());
    }

    @Test
    @Tag("chaos")
    void hearsOfTasksThatOthersCommit() throws Exception {
        JdbcTaskExecutor node = node(echo());
        awaitState(node, node.submit(job("first")).id(), TaskState.SUCCESS);
        long quickest = Long.MAX_VALUE;

        for (int i = 0; i < 10; i++) {
            long committed = System.nanoTime();
            TaskId id = JdbcTaskStore.of(dataSource(), echo()).submit(job("a")).id();
            awaitState(node, id, TaskState.SUCCESS);
            quickest = Math.min(quickest, System.nanoTime() - committed);
        }

        // A minute of polling and one and a half seconds of watching would never all be this short.
        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void findsATicketThatBecomesDueWithoutACall() throws Exception {
        JdbcTaskExecutor node = node(echo());
        awaitState(node, node.submit(job("first")).id(), TaskState.SUCCESS);
        TaskId id;
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            id = node.submit(connection, job("later")).id();
            Statement statement = connection.createStatement();
            statement.execute("UPDATE korrigo_ticket SET execution_time = execution_time + INTERVAL '1 second'");
            statement.execute("UPDATE korrigo_task SET due_at = due_at + INTERVAL '1 second' WHERE state = 'PENDING'");
            connection.commit();
            connection.setAutoCommit(true);
        }

        // db-scheduler asks the table and a thorough sweep looks, once in a minute only.
        await().atMost(Duration.ofSeconds(15))
                .until(() -> node.store().find(id).orElseThrow().state() == TaskState.SUCCESS);
    }

    @Test
    void comesBackAfterTheDatabaseClosedEveryConnection() throws Exception {
        JdbcTaskExecutor node = node(echo());
        awaitState(node, node.submit(job("first")).id(), TaskState.SUCCESS);
        try (Connection connection = dataSource().getConnection()) {
            connection
                    .createStatement()
                    .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }

        JdbcTaskStore other = await().ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .until(() -> JdbcTaskStore.of(dataSource(), echo()), store -> true);
        TaskId id = await().ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .until(() -> other.submit(job("a")).id(), submitted -> true);

        awaitState(node, id, TaskState.SUCCESS);
    }
}
