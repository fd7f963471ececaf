package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.RetryPolicy;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes whose machine's clock is five minutes off: between it and the database's, which is what nodes agree on.
 *
 * <p>The database's clock is the one that is moved, by a function of the same name before it on the search path, so that
 * anything in the engine or in db-scheduler that asked this machine for the time would be five minutes off.
 *
 * <p>libfaketime, which moves a process's clock, made timed waits of the JVM hang. That one node is right and another
 * wrong isn't shown here but by {@link MovedClockTest}.
 */
@Tag("native")
@Timeout(90)
class WrongClockTest {
    private static final TaskKind<TestNode.Work, TestNode.Done> SECOND_TRY =
            TaskKind.of("node_second_try", TestNode.Work.class, TestNode.Done.class);
    private static final Duration A_LITTLE = Duration.ofSeconds(20);

    /** Fails once, and is due again a second later. */
    private record SecondTry() implements SingleTask<TestNode.Work, TestNode.Done> {
        @Override
        public TaskKind<TestNode.Work, TestNode.Done> kind() {
            return SECOND_TRY;
        }

        @Override
        public RetryPolicy retryPolicy() {
            return new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(1));
        }

        @Override
        public TestNode.Done run(TestNode.Work work, TaskContext context) throws Exception {
            if (context.attempt() == 1) {
                throw new IOException("first time");
            }
            return new TestNode.Done(work.name(), 1);
        }
    }

    private final TaskRegistry tasks = TaskRegistry.of(new TestNode.Step(), new TestNode.Group(), new SecondTry());
    private final List<JdbcTaskExecutor> nodes = new ArrayList<>();

    @AfterEach
    void stopNodes() {
        nodes.forEach(node -> node.close(Duration.ZERO));
    }

    private static HikariDataSource pool(Duration offset) throws SQLException {
        try (HikariDataSource administrator = TestDatabase.pool(TestDatabase.postgresUrl());
                Connection connection = administrator.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS moved CASCADE");
            statement.execute("CREATE SCHEMA moved");
            statement.execute("CREATE FUNCTION moved.clock_timestamp() RETURNS TIMESTAMP WITH TIME ZONE LANGUAGE SQL AS"
                    + " $$ SELECT pg_catalog.clock_timestamp() + INTERVAL '" + offset.toSeconds() + " seconds' $$");
        }
        HikariDataSource moved =
                TestDatabase.pool(TestDatabase.postgresUrl() + "&options=-c%20search_path=moved,pg_catalog");
        JdbcSchema.apply(moved);
        return moved;
    }

    private JdbcTaskExecutor node(HikariDataSource dataSource) {
        JdbcTaskExecutor node = JdbcTaskExecutor.builder(dataSource, tasks)
                .workers(2)
                .lease(Duration.ofSeconds(2))
                .retention(Duration.ofMinutes(4))
                .build();
        nodes.add(node);
        return node;
    }

    @ParameterizedTest
    @ValueSource(ints = {300, -300})
    void breaksNothing(int seconds) throws Exception {
        Duration offset = Duration.ofSeconds(seconds);
        try (HikariDataSource dataSource = pool(offset)) {
            JdbcTaskStore store = JdbcTaskStore.of(dataSource, tasks);
            Instant began = Instant.now().plus(offset);
            TaskId lost = store.submit(step("lost", 10)).id();
            assertThat(store.claim(lost, "a dead worker", Duration.ofSeconds(1)))
                    .isPresent();
            JdbcTaskExecutor one = node(dataSource);
            JdbcTaskExecutor other = node(dataSource);
            // Longer than a lease: who thought that it had run out would take it.
            TaskId longer = one.submit(step("longer", 4000)).id();
            TaskId second = other.submit(Submission.of(SECOND_TRY, new TestNode.Work("second", 0), "ada"))
                    .id();
            TaskId group = one.submit(Submission.of(TestNode.GROUP, new TestNode.Work("group", 50), "ada"))
                    .id();

            for (TaskId id : List.of(lost, longer, second, group)) {
                JdbcTaskExecutorRules.awaitState(other, id, TaskState.SUCCESS);
                TaskSnapshot task = store.find(id).orElseThrow();
                assertThat(task.attempt()).as("%s %s", task, store.log(id)).isEqualTo(id.equals(longer) ? 1 : 2);
                assertThat(task.endedAt())
                        .isBetween(
                                began.minus(A_LITTLE),
                                Instant.now().plus(offset).plus(A_LITTLE));
            }
            assertThat(store.log(lost).toString()).contains("attempt 1 lost its worker");
            stopNodes();
        }
    }

    private static Submission<TestNode.Work> step(String name, int millis) {
        return Submission.of(TestNode.STEP, new TestNode.Work(name, millis), "ada");
    }
}
