package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStoreException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an executor over a database adds to the contract; each database runs it. */
abstract class JdbcTaskExecutorRules extends NodeRules {
    JdbcTaskExecutorRules(TestDatabase database) {
        super(database);
    }

    // Several nodes

    @Test
    @Tag("chaos")
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
        TaskId id = JdbcTaskStore.of(dataSource(), echo()).submit(job("a")).id();

        awaitState(node(echo()), id, TaskState.SUCCESS);
    }

    @Test
    void leavesKindsThatItDoesNotKnowToOtherNodes() throws Exception {
        TaskKind<Job, Job> newer = new TaskKind<>("job", 2, Job.class, Job.class);
        TaskKind<Job, Job> unknown = TaskKind.of("unknown", Job.class, Job.class);
        JdbcTaskStore newerStore =
                JdbcTaskStore.of(dataSource(), TaskRegistry.of(new Lambda<>(newer, (job, context) -> job)));
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
        JdbcTaskExecutor node = JdbcTaskExecutor.builder(counting(dataSource(), asked), gated(began, open))
                .workers(4)
                .limit(JOB, 1)
                .build();
        closeInTheEnd(node);
        List<TaskId> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(node.submit(job("job " + i)).id());
        }
        began.await();

        int before = asked.get();
        awaitRenewals(ids.get(0), 8);

        // For eight heartbeats, which take two seconds, some twelve connections: theirs, sweeps and polls.
        assertThat(asked.get() - before).isLessThan(50);
        open.countDown();
        ids.forEach(id -> awaitState(node, id, TaskState.SUCCESS));
    }

    /** Waits until a running task's claim was prolonged so many times. */
    private void awaitRenewals(TaskId id, int times) {
        Set<String> leases = new HashSet<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            leases.add(database.text("SELECT due_at FROM " + database.prefix() + "task WHERE id = '" + id + "'"));
            return leases.size() > times;
        });
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
                JdbcTaskStore.of(dataSource(), TaskRegistry.of(new Lambda<>(kind, (copy, context) -> copy)));

        store.submit(Submission.of(kind, new Copy("c7"), "ada"));

        assertThat(count("SELECT COUNT(*) FROM korrigo_task WHERE kind = 'flatten_copy' AND version = 1"
                        + " AND parameters = '{\"copy_id\":\"c7\"}'"))
                .isEqualTo(1);
    }

    @Test
    void refusesAPayloadThatIsNotSmall() {
        JdbcTaskStore store = JdbcTaskStore.of(dataSource(), echo());

        assertThatThrownBy(() -> store.submit(job("x".repeat(1_000_001))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("put the data in a blob");
    }

    // Schema

    @Test
    void appliesTheSchemaAgainWithoutAnEffect() {
        TaskId id = JdbcTaskStore.of(dataSource(), echo()).submit(job("a")).id();

        JdbcSchema.apply(dataSource());

        assertThat(JdbcTaskStore.of(dataSource(), echo()).find(id)).isPresent();
    }

    @Test
    void worksInTablesWithAnotherPrefix() {
        JdbcSchema.apply(dataSource(), "school_");

        try (JdbcTaskExecutor node =
                JdbcTaskExecutor.builder(dataSource(), echo()).prefix("school_").build()) {
            TaskId id = node.submit(job("a")).id();
            awaitState(node, id, TaskState.SUCCESS);
            assertThat(JdbcTaskStore.of(dataSource(), echo()).find(id)).isEmpty();
        }
    }

    @Test
    void refusesADatabaseWithoutTables() {
        assertThatThrownBy(() -> JdbcTaskExecutor.builder(dataSource(), echo())
                        .prefix("missing_")
                        .build())
                .isInstanceOf(TaskStoreException.class)
                .hasMessageContaining("missing_*: call JdbcSchema.apply");
    }
}
