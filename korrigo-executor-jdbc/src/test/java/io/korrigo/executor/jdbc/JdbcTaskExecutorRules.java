package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.Claim;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStoreException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an executor over a database adds to the contract; each database runs it. */
@Timeout(90)
abstract class JdbcTaskExecutorRules {
    record Job(String name) {}

    private static final TaskKind<Job, Job> JOB = TaskKind.of("job", Job.class, Job.class);

    @RegisterExtension
    final TestDatabase database;

    private final List<JdbcTaskExecutor> nodes = new ArrayList<>();
    private HikariDataSource dataSource;

    JdbcTaskExecutorRules(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void createHostTable() throws SQLException {
        dataSource = database.dataSource();
        execute("DROP TABLE IF EXISTS host");
        execute("CREATE TABLE host (id INTEGER PRIMARY KEY)");
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(node -> node.close(Duration.ZERO));
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    JdbcTaskExecutor node(TaskRegistry tasks) {
        JdbcTaskExecutor node =
                JdbcTaskExecutor.builder(dataSource, tasks).workers(2).build();
        nodes.add(node);
        return node;
    }

    static TaskRegistry echo() {
        return TaskRegistry.of(new Lambda<>(JOB, (job, context) -> job));
    }

    private static TaskRegistry gated(CountDownLatch began, CountDownLatch open) {
        return TaskRegistry.of(new Lambda<>(JOB, (job, context) -> {
            began.countDown();
            open.await();
            return job;
        }));
    }

    static Submission<Job> job(String name) {
        return Submission.of(JOB, new Job(name), "ada");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    static void awaitState(JdbcTaskExecutor node, TaskId id, TaskState state) {
        await().ignoreExceptionsInstanceOf(TaskStoreException.class)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> node.store().find(id).map(TaskSnapshot::state).orElse(null) == state);
    }

    // Joining the caller's transaction

    @Test
    void runsATaskOnceTheCallersTransactionCommits() throws Exception {
        JdbcTaskExecutor node = node(echo());
        TaskId id;
        try (Connection connection = dataSource.getConnection()) {
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
        try (Connection connection = dataSource.getConnection()) {
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

        try (Connection connection = dataSource.getConnection()) {
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
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        JdbcTaskExecutor node = JdbcTaskExecutor.builder(dataSource, gated(began, open))
                .workers(1)
                .queueLimit(1)
                .build();
        nodes.add(node);
        node.submit(job("running"));
        began.await();
        TaskId waiting = node.submit(job("waiting")).id();

        try (Connection connection = dataSource.getConnection()) {
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
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        JdbcTaskExecutor node = JdbcTaskExecutor.builder(dataSource, gated(began, open))
                .workers(1)
                .queueLimit(1)
                .build();
        nodes.add(node);
        node.submit(job("running"));
        began.await();

        try (Connection connection = dataSource.getConnection()) {
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

    // Several nodes

    @Test
    void cancelsARunningTaskFromAnotherNodeWithinASecond() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        JdbcTaskExecutor worker = node(gated(began, new CountDownLatch(1)));
        TaskId id = worker.submit(job("a")).id();
        began.await();
        JdbcTaskExecutor other = node(echo());

        long asked = System.nanoTime();
        assertThat(other.cancel(id)).isTrue();
        awaitState(other, id, TaskState.REVOKED);

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void runsTasksOfAStoreWithoutWorkers() {
        TaskId id = JdbcTaskStore.of(dataSource, echo()).submit(job("a")).id();

        awaitState(node(echo()), id, TaskState.SUCCESS);
    }

    @Test
    void leavesKindsThatItDoesNotKnowToOtherNodes() throws Exception {
        TaskKind<Job, Job> newer = new TaskKind<>("job", 2, Job.class, Job.class);
        TaskKind<Job, Job> unknown = TaskKind.of("unknown", Job.class, Job.class);
        JdbcTaskStore newerStore =
                JdbcTaskStore.of(dataSource, TaskRegistry.of(new Lambda<>(newer, (job, context) -> job)));
        TaskId ofNewer =
                newerStore.submit(Submission.of(newer, new Job("b"), "ada")).id();
        TaskId ofUnknown =
                newerStore.submit(Submission.of(unknown, new Job("c"), "ada")).id();
        JdbcTaskExecutor old = node(echo());

        awaitState(old, old.submit(job("a")).id(), TaskState.SUCCESS);

        assertThat(old.store().find(ofNewer).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        assertThat(old.store().find(ofUnknown).orElseThrow().parameters())
                .isEqualTo(new UnreadPayload("unknown", 1, "{\"name\":\"c\"}"));
        assertThat(old.store().due(10)).isEmpty();
        JdbcTaskExecutor upgraded = node(TaskRegistry.of(new Lambda<>(newer, (job, context) -> job)));
        awaitState(upgraded, ofNewer, TaskState.SUCCESS);
    }

    @Test
    void asksTheDatabaseRarelyWhileAKindIsAtItsLimit() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        JdbcTaskExecutor node = JdbcTaskExecutor.builder(counting(dataSource, asked), gated(began, open))
                .workers(4)
                .limit(JOB, 1)
                .build();
        nodes.add(node);
        List<TaskId> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(node.submit(job("job " + i)).id());
        }
        began.await();

        int before = asked.get();
        long start = System.nanoTime();
        await().until(() -> System.nanoTime() - start > Duration.ofSeconds(2).toNanos());

        // Heartbeats, sweeps and polls: about six in a second.
        assertThat(asked.get() - before).isLessThan(50);
        open.countDown();
        ids.forEach(id -> awaitState(node, id, TaskState.SUCCESS));
    }

    private static DataSource counting(DataSource source, AtomicInteger asked) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        asked.incrementAndGet();
                    }
                    return method.invoke(source, arguments);
                });
    }

    // Nothing gets stuck, nothing stays

    @Test
    void findsADueTaskWhoseTicketIsGone() throws Exception {
        TaskId id = JdbcTaskStore.of(dataSource, echo()).submit(job("a")).id();
        execute("DELETE FROM korrigo_ticket");

        awaitState(node(echo()), id, TaskState.SUCCESS);
    }

    @Test
    void findsATaskThatADeadNodePickedAndNeverClaimed() throws Exception {
        JdbcTaskExecutor node = node(echo());
        awaitState(node, node.submit(job("first")).id(), TaskState.SUCCESS);
        TaskId id;
        try (Connection connection = dataSource.getConnection()) {
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
        JdbcTaskStore store = JdbcTaskStore.of(dataSource, echo());
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
        try (Connection connection = dataSource.getConnection();
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
        JdbcTaskStore store = JdbcTaskStore.of(dataSource, TestNode.TASKS);
        Instant later = Instant.now().plus(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            TaskId family = endedFamily(store, 600);
            if (i == 0) {
                try (Connection holder = dataSource.getConnection()) {
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
        JdbcTaskStore store = JdbcTaskStore.of(dataSource, TestNode.TASKS);
        for (int i = 0; i < 3; i++) {
            endedFamily(store, 600);
        }

        JdbcTaskExecutor node = JdbcTaskExecutor.builder(dataSource, TestNode.TASKS)
                .retention(Duration.ZERO)
                .build();
        nodes.add(node);

        await().atMost(Duration.ofSeconds(30)).until(() -> count("SELECT COUNT(*) FROM korrigo_task") == 0);
    }

    @Test
    void failsATaskWhoseResultIsNotSmall() {
        JdbcTaskExecutor node =
                node(TaskRegistry.of(new Lambda<>(JOB, (job, context) -> new Job("x".repeat(1_000_001)))));

        TaskId id = node.submit(job("a")).id();

        awaitState(node, id, TaskState.FAILURE);
        assertThat(node.store().find(id).orElseThrow().result()).isNull();
    }

    @Test
    void storesPayloadsInSnakeCaseAndUnderTheKindsNameOnly() throws Exception {
        record Copy(String copyId) {}
        TaskKind<Copy, Copy> kind = TaskKind.of("flatten_copy", Copy.class, Copy.class);
        JdbcTaskStore store =
                JdbcTaskStore.of(dataSource, TaskRegistry.of(new Lambda<>(kind, (copy, context) -> copy)));

        store.submit(Submission.of(kind, new Copy("c7"), "ada"));

        assertThat(count("SELECT COUNT(*) FROM korrigo_task WHERE kind = 'flatten_copy' AND version = 1"
                        + " AND parameters = '{\"copy_id\":\"c7\"}'"))
                .isEqualTo(1);
    }

    @Test
    void refusesAPayloadThatIsNotSmall() {
        JdbcTaskStore store = JdbcTaskStore.of(dataSource, echo());

        assertThatThrownBy(() -> store.submit(job("x".repeat(1_000_001))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("put the data in a blob");
    }

    // Schema

    @Test
    void appliesTheSchemaAgainWithoutAnEffect() {
        TaskId id = JdbcTaskStore.of(dataSource, echo()).submit(job("a")).id();

        JdbcSchema.apply(dataSource);

        assertThat(JdbcTaskStore.of(dataSource, echo()).find(id)).isPresent();
    }

    @Test
    void worksInTablesWithAnotherPrefix() {
        JdbcSchema.apply(dataSource, "school_");

        try (JdbcTaskExecutor node =
                JdbcTaskExecutor.builder(dataSource, echo()).prefix("school_").build()) {
            TaskId id = node.submit(job("a")).id();
            awaitState(node, id, TaskState.SUCCESS);
            assertThat(JdbcTaskStore.of(dataSource, echo()).find(id)).isEmpty();
        }
    }

    @Test
    void refusesADatabaseWithoutTables() {
        assertThatThrownBy(() -> JdbcTaskExecutor.builder(dataSource, echo())
                        .prefix("missing_")
                        .build())
                .isInstanceOf(TaskStoreException.class)
                .hasMessageContaining("missing_*: call JdbcSchema.apply");
    }
}
