package io.korrigo.executor.jdbc;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes on a database, and what tests of them need; each database runs its rules. */
@Timeout(90)
abstract class NodeRules {
    record Job(String name) {}

    static final TaskKind<Job, Job> JOB = TaskKind.of("job", Job.class, Job.class);

    @RegisterExtension
    final TestDatabase database;

    private final List<JdbcTaskExecutor> nodes = new ArrayList<>();
    private HikariDataSource dataSource;

    NodeRules(TestDatabase database) {
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

    void closeInTheEnd(JdbcTaskExecutor node) {
        nodes.add(node);
    }

    static TaskRegistry echo() {
        return TaskRegistry.of(new Lambda<>(JOB, (job, context) -> job));
    }

    static TaskRegistry gated(CountDownLatch began, CountDownLatch open) {
        return TaskRegistry.of(new Lambda<>(JOB, (job, context) -> {
            began.countDown();
            open.await();
            return job;
        }));
    }

    static Submission<Job> job(String name) {
        return Submission.of(JOB, new Job(name), "ada");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    int count(String sql) throws SQLException {
        return database.count(sql);
    }

    static void awaitState(JdbcTaskExecutor node, TaskId id, TaskState state) {
        await().ignoreExceptionsInstanceOf(TaskStoreException.class)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> node.store().find(id).map(TaskSnapshot::state).orElse(null) == state);
    }
}
