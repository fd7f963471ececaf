package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.Claim;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Nothing gets stuck, nothing stays: lost tasks are found, old ones deleted. */
abstract class LostAndOldTaskRules extends NodeRules {
    LostAndOldTaskRules(TestDatabase database) {
        super(database);
    }

    @Test
    void findsADueTaskWhoseTicketIsGone() throws Exception {
        TaskId id = JdbcTaskStore.of(dataSource(), echo()).submit(job("a")).id();
        execute("DELETE FROM korrigo_ticket");

        awaitState(node(echo()), id, TaskState.SUCCESS);
    }

    @Test
    void findsATaskThatADeadNodePickedAndNeverClaimed() throws Exception {
        JdbcTaskExecutor node = node(echo());
        awaitState(node, node.submit(job("first")).id(), TaskState.SUCCESS);
        TaskId id;
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            id = ((JdbcTaskStore) node.store()).submit(connection, job("a")).id();
            connection
                    .createStatement()
                    .execute("UPDATE korrigo_ticket SET picked = TRUE, picked_by = 'dead',"
                            + " last_heartbeat = TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00'");
            connection.commit();
            connection.setAutoCommit(true);
        }

        awaitState(node, id, TaskState.SUCCESS);
    }

    @Test
    void findsATaskWhoseTicketItLookedAtWhileSomebodyElseHeldIt() {
        JdbcTaskStore store = JdbcTaskStore.of(dataSource(), echo());
        TaskId id = store.submit(job("a")).id();
        store.claim(id, "about to die", Duration.ofSeconds(2)).orElseThrow();

        JdbcTaskExecutor node = node(echo());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.store().find(id).orElseThrow().state() == TaskState.SUCCESS);
        assertThat(node.store().find(id).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void findsALostTaskThatASecondDeadNodePickedAndNeverClaimed() throws Exception {
        JdbcTaskExecutor node = node(echo());
        awaitState(node, node.submit(job("first")).id(), TaskState.SUCCESS);
        TaskId id;
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            id = ((JdbcTaskStore) node.store()).submit(connection, job("a")).id();
            statement.execute("UPDATE korrigo_task SET claimed = TRUE, attempt = 1, state = 'STARTED',"
                    + " due_at = CURRENT_TIMESTAMP - INTERVAL '5' SECOND WHERE state = 'PENDING'");
            statement.execute("UPDATE korrigo_ticket SET picked = TRUE, picked_by = 'dead', task_instance = '" + id
                    + "/2', last_heartbeat = CURRENT_TIMESTAMP - INTERVAL '5' SECOND");
            connection.commit();
            connection.setAutoCommit(true);
        }

        awaitState(node, id, TaskState.SUCCESS);
        assertThat(node.store().find(id).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void leavesNoTicketBehind() {
        JdbcTaskExecutor node = node(echo());
        for (int i = 0; i < 20; i++) {
            awaitState(node, node.submit(job("a")).id(), TaskState.SUCCESS);
        }

        await().until(() -> count("SELECT COUNT(*) FROM korrigo_ticket") == 0);
    }

    @Test
    void purgesLittleAtATimeAndNothingThatSomebodyHolds() throws Exception {
        JdbcTaskStore store = JdbcTaskStore.of(dataSource(), TestNode.TASKS);
        Instant later = Instant.now().plus(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            TaskId family = endedFamily(store, 600);
            if (i == 0) {
                try (Connection holder = dataSource().getConnection()) {
                    holder.setAutoCommit(false);
                    holder.createStatement()
                            .executeQuery("SELECT id FROM korrigo_task WHERE id = '" + family + "' FOR UPDATE");
                    assertThat(store.purge(later, 500)).isZero();
                    holder.rollback();
                    holder.setAutoCommit(true);
                }
            }
        }

        assertThat(store.purge(later, 500)).isEqualTo(2);
        assertThat(count("SELECT COUNT(*) FROM korrigo_task")).isEqualTo(601);
        assertThat(store.purge(later, 500)).isEqualTo(1);
        assertThat(store.purge(later, 500)).isZero();
        assertThat(count("SELECT COUNT(*) FROM korrigo_task_log")).isZero();
    }

    private static TaskId endedFamily(JdbcTaskStore store, int children) {
        TestNode.Work work = new TestNode.Work("family", 0);
        TaskId id = store.submit(Submission.of(TestNode.GROUP, work, "ada")).id();
        Claim claim = store.claim(id, "worker", Duration.ofMinutes(1)).orElseThrow();
        store.awaitChildren(claim, Collections.nCopies(children, Submission.of(TestNode.STEP, work, "ada")));
        assertThat(store.cancel(id)).isTrue();
        return id;
    }

    @Test
    void purgesEverythingOldByItself() throws Exception {
        JdbcTaskStore store = JdbcTaskStore.of(dataSource(), TestNode.TASKS);
        for (int i = 0; i < 3; i++) {
            endedFamily(store, 600);
        }

        JdbcTaskExecutor node = JdbcTaskExecutor.builder(dataSource(), TestNode.TASKS)
                .retention(Duration.ZERO)
                .build();
        closeInTheEnd(node);

        await().atMost(Duration.ofSeconds(30)).until(() -> count("SELECT COUNT(*) FROM korrigo_task") == 0);
    }
}
