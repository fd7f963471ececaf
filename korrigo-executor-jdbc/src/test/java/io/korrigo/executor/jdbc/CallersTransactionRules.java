package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Tasks that are submitted in a transaction of the caller's. */
abstract class CallersTransactionRules extends NodeRules {
    CallersTransactionRules(TestDatabase database) {
        super(database);
    }

    @Test
    void runsATaskOnceTheCallersTransactionCommits() throws Exception {
        JdbcTaskExecutor node = node(echo());
        TaskId id;
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO host VALUES (1)");
            id = node.submit(connection, job("a")).id();

            assertThat(node.store().find(id)).isEmpty();
            connection.commit();
            connection.setAutoCommit(true);
        }

        awaitState(node, id, TaskState.SUCCESS);
        assertThat(count("SELECT COUNT(*) FROM host")).isEqualTo(1);
    }

    @Test
    void forgetsATaskWhoseCallerRollsBack() throws Exception {
        JdbcTaskExecutor node = node(echo());
        TaskId id;
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            id = node.submit(connection, job("a")).id();
            connection.rollback();
            connection.setAutoCommit(true);
        }

        assertThat(node.store().find(id)).isEmpty();
        assertThat(count("SELECT COUNT(*) FROM korrigo_ticket")).isZero();
    }

    @Test
    void leavesTheCallersTransactionUsableAfterARepeatedKey() throws Exception {
        JdbcTaskExecutor node = node(echo());
        TaskId first = node.submit(job("a").withIdempotencyKey("key")).id();

        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO host VALUES (1)");
            assertThat(node.submit(connection, job("b").withIdempotencyKey("key"))
                            .id())
                    .isEqualTo(first);
            connection.createStatement().execute("INSERT INTO host VALUES (2)");
            connection.commit();
            connection.setAutoCommit(true);
        }

        assertThat(count("SELECT COUNT(*) FROM host")).isEqualTo(2);
    }

    @Test
    void refusesATaskOverTheQueueLimitAndLeavesTheCallersTransactionUsable() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        JdbcTaskExecutor node = busy(open);
        TaskId waiting = node.submit(job("waiting")).id();

        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO host VALUES (1)");
            assertThatThrownBy(() -> node.submit(connection, job("refused")))
                    .isInstanceOf(TaskQueueFullException.class)
                    .hasMessageContaining("The queue is full (1 tasks wait)");
            connection.createStatement().execute("INSERT INTO host VALUES (2)");
            connection.commit();
            connection.setAutoCommit(true);
        }
        open.countDown();

        awaitState(node, waiting, TaskState.SUCCESS);
        assertThat(count("SELECT COUNT(*) FROM host")).isEqualTo(2);
        assertThat(count("SELECT COUNT(*) FROM korrigo_task")).isEqualTo(2);
    }

    @Test
    void answersARepeatedKeyInTheCallersTransactionThoughTheQueueIsFull() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        JdbcTaskExecutor node = busy(open);

        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            TaskId waiting =
                    node.submit(connection, job("a").withIdempotencyKey("key")).id();
            connection.commit();
            assertThat(node.submit(connection, job("b").withIdempotencyKey("key"))
                            .id())
                    .isEqualTo(waiting);
            assertThatThrownBy(() -> node.submit(connection, job("b").withIdempotencyKey("another")))
                    .isInstanceOf(TaskQueueFullException.class);
            connection.commit();
            connection.setAutoCommit(true);
        }
        open.countDown();

        assertThat(count("SELECT COUNT(*) FROM korrigo_task")).isEqualTo(2);
    }

    /** A node whose only worker is busy, and whose queue takes one task more. */
    private JdbcTaskExecutor busy(CountDownLatch open) throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        JdbcTaskExecutor node = JdbcTaskExecutor.builder(dataSource(), gated(began, open))
                .workers(1)
                .queueLimit(1)
                .build();
        closeInTheEnd(node);
        node.submit(job("running"));
        began.await();
        return node;
    }
}
