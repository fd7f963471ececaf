package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.task.Claim;
import io.korrigo.task.RetryPolicy;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.task.TaskStore.Filter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nothing that the engine says to a full database again and again reads a whole table; each database runs it.
 *
 * <p>The statements are those that a node really executes, and the plans are the database's.
 */
@Timeout(120)
abstract class IndexRules {
    private static final TaskKind<TestNode.Work, TestNode.Done> MOODY =
            TaskKind.of("node_moody", TestNode.Work.class, TestNode.Done.class);

    /** Fails once, then reports, logs and waits until it is cancelled if its name says so. */
    private record Moody(CountDownLatch began) implements SingleTask<TestNode.Work, TestNode.Done> {
        @Override
        public TaskKind<TestNode.Work, TestNode.Done> kind() {
            return MOODY;
        }

        @Override
        public RetryPolicy retryPolicy() {
            return new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(10));
        }

        @Override
        public TestNode.Done run(TestNode.Work work, TaskContext context) throws Exception {
            context.log("begins");
            context.progress().report(1, 2);
            if (work.name().equals("cancelled")) {
                began.countDown();
                new CountDownLatch(1).await();
            }
            if (context.attempt() == 1) {
                throw new IOException("first time");
            }
            return new TestNode.Done(work.name(), 1);
        }
    }

    @RegisterExtension
    final TestDatabase database;

    private final int ended;
    private final CountDownLatch began = new CountDownLatch(1);

    /** @param ended how many ended tasks there are; a fifth as many wait for another day */
    IndexRules(TestDatabase database, int ended) {
        this.database = database;
        this.ended = ended;
    }

    /** SQL for the numbers 1 to {@code count} as a column n. */
    abstract String numbers(int count);

    /** SQL for the UUID that ends with the number n. */
    abstract String uuid();

    /** Those lines of a plan that tell of reading a whole table or index. */
    abstract List<String> fullScans(String plan);

    /** Ended tasks with a line of log each, and those that wait. */
    private void fill() throws SQLException {
        String columns =
                "INSERT INTO korrigo_task (id, kind, version, parameters, owner, idempotency_key, priority, state,"
                        + " step, attempt, failures, lost, claimed, cancel_requested, due_at, children, ended_children, result,"
                        + " submitted_at, ended_at) SELECT " + uuid()
                        + ", 'node_step', 1, '{}', CONCAT('owner', n / 100),"
                        + " CONCAT('key', n), 255, ";
        String day = " INTERVAL '1' DAY";
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(columns + "'SUCCESS', 'RUN', 1, 0, 0, FALSE, FALSE, NULL, 0, 0, '{}', CURRENT_TIMESTAMP,"
                    + " CURRENT_TIMESTAMP FROM " + numbers(ended));
            statement.execute(columns + "'RETRY', 'RUN', 1, 1, 0, FALSE, FALSE, CURRENT_TIMESTAMP +" + day
                    + ", 0, 0, NULL, CURRENT_TIMESTAMP, NULL FROM " + numbers(ended + ended / 5) + " WHERE n > "
                    + ended);
            statement.execute("INSERT INTO korrigo_task_log (task, at, line) SELECT id, CURRENT_TIMESTAMP, 'attempt 2'"
                    + " FROM korrigo_task");
            statement.execute("INSERT INTO korrigo_ticket (task_name, task_instance, execution_time, picked, version,"
                    + " priority) SELECT 'node_step/1', CONCAT(CAST(id AS VARCHAR(36)), '/2'), due_at, FALSE, 1, 255 FROM"
                    + " korrigo_task WHERE due_at IS NOT NULL");
            statement.execute("ANALYZE");
        }
    }

    private void live(RecordedStatements recorded) throws InterruptedException {
        TaskRegistry tasks = TaskRegistry.of(new TestNode.Step(), new TestNode.Group(), new Moody(began));
        List<TaskId> ids = new ArrayList<>();
        try (JdbcTaskExecutor node = JdbcTaskExecutor.builder(recorded.dataSource(), tasks)
                .workers(3)
                .queueLimit(100_000)
                .build()) {
            JdbcTaskStore store = (JdbcTaskStore) node.store();
            TestNode.Work work = new TestNode.Work("work", 10);
            ids.add(node.submit(Submission.of(TestNode.STEP, work, "ada").withIdempotencyKey("key"))
                    .id());
            ids.add(node.submit(Submission.of(TestNode.STEP, work, "ada").withIdempotencyKey("key"))
                    .id());
            ids.add(node.submit(Submission.of(MOODY, work, "ada")).id());
            TaskId group =
                    node.submit(Submission.of(TestNode.GROUP, work, "ada")).id();
            ids.add(group);
            TaskId cancelled = node.submit(Submission.of(MOODY, new TestNode.Work("cancelled", 0), "ada"))
                    .id();
            began.await();
            node.cancel(cancelled);
            JdbcTaskExecutorRules.awaitState(node, cancelled, TaskState.REVOKED);
            ids.forEach(id -> JdbcTaskExecutorRules.awaitState(node, id, TaskState.SUCCESS));
            assertThat(store.children(group)).hasSize(5);
            assertThat(store.log(ids.get(2))).isNotEmpty();
            assertThat(store.list(Filter.ANY, 10)).hasSize(10);
            assertThat(store.list(new Filter("owner1", null, null, null), 10)).hasSize(10);
            assertThat(store.list(new Filter(null, "node_moody", null, group), 10))
                    .hasSize(1);
            assertThat(store.list(new Filter(null, null, TaskState.FAILURE, null), 10))
                    .isEmpty();
            assertThat(store.list(new Filter(null, null, null, null, "exam", null, null), 10))
                    .isEmpty();
            Instant hourAgo = Instant.now().minusSeconds(3600);
            assertThat(store.list(new Filter(null, null, null, null, null, hourAgo, null), 10))
                    .hasSize(10);
            assertThat(store.list(new Filter(null, null, null, null, null, null, hourAgo), 10))
                    .isEmpty();
            assertThat(store.standings(new TaskStore.Watched(Set.of(group), Set.of("ada"), hourAgo))
                            .tasks())
                    .hasSize(4);
            assertThat(store.forget(cancelled)).isTrue();
            assertThat(store.due(10)).isEmpty();
            assertThat(store.backlog()).isEqualTo(ended / 5);
            assertThat(store.lost().revive(Duration.ofSeconds(4), true, 500)).isZero();
            assertThat(store.lost().revive(Duration.ofSeconds(4), false, 500)).isZero();
            assertThat(store.purge(Instant.parse("2020-01-01T00:00:00Z"), 500)).isZero();
        }
        cancelFamily(JdbcTaskStore.of(recorded.dataSource(), tasks));
    }

    private static void cancelFamily(JdbcTaskStore store) {
        Submission<?> group = Submission.of(TestNode.GROUP, new TestNode.Work("cancelled", 0), "ada");
        TaskId id = store.submit(group).id();
        Claim claim = store.claim(id, "worker", Duration.ofMinutes(1)).orElseThrow();
        store.awaitChildren(claim, Collections.nCopies(5, group));
        store.cancel(id);
    }

    @Test
    void findsEverythingByAnIndex() throws Exception {
        fill();
        RecordedStatements recorded = new RecordedStatements(database.dataSource());
        live(recorded);

        Map<String, String> plans = recorded.plans();

        assertThat(fullScans(recorded.plan("SELECT COUNT(*) FROM korrigo_task WHERE error = 'none'")))
                .as("what would be found")
                .isNotEmpty();
        assertThat(plans.keySet())
                .as("what a node says")
                .anyMatch(sql -> sql.contains("FOR UPDATE SKIP LOCKED"))
                .anyMatch(sql -> sql.contains("last_heartbeat <= ?"))
                .anyMatch(sql -> sql.contains("idempotency_key = ?"))
                .anyMatch(sql -> sql.contains("NOT EXISTS"))
                .anyMatch(sql -> sql.contains("COUNT(*)"))
                .anyMatch(sql -> sql.contains("parent = ?"))
                .anyMatch(sql -> sql.contains("ended_at < ?"))
                .anyMatch(sql -> sql.contains("ended_children + ?"))
                .hasSizeGreaterThan(20);
        assertThat(plans)
                .allSatisfy((sql, plan) ->
                        assertThat(fullScans(plan)).as("%s%n%s", sql, plan).isEmpty());
    }
}
