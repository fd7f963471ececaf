package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.RetryPolicy;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2 closes a database whose file an interrupted thread was writing. */
@Tag("chaos")
@Timeout(90)
class InterruptedH2Test {
    record Rows(int from) {}

    private static final TaskKind<Rows, Rows> WRITE = TaskKind.of("write_rows", Rows.class, Rows.class);

    @TempDir
    Path folder;

    /** Writes rows of the host's own table until it is cancelled. */
    private record Write(DataSource dataSource, CountDownLatch began) implements SingleTask<Rows, Rows> {
        @Override
        public TaskKind<Rows, Rows> kind() {
            return WRITE;
        }

        @Override
        public RetryPolicy retryPolicy() {
            return RetryPolicy.NEVER;
        }

        @Override
        public Rows run(Rows rows, TaskContext context) throws Exception {
            for (int i = rows.from(); ; i++) {
                try (Connection connection = dataSource.getConnection();
                        PreparedStatement insert = connection.prepareStatement("INSERT INTO host VALUES (?, ?)")) {
                    insert.setInt(1, i);
                    insert.setString(2, "x".repeat(2000));
                    insert.executeUpdate();
                }
                began.countDown();
                context.checkCancelled();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:async:", "jdbc:h2:file:"})
    void staysOpenWhenTasksAreCancelledInTheMiddleOfWrites(String url) throws Exception {
        try (HikariDataSource dataSource = TestDatabase.pool(url + folder.resolve("tasks"))) {
            JdbcSchema.apply(dataSource);
            try (Connection connection = dataSource.getConnection()) {
                connection.createStatement().execute("CREATE TABLE host (id INTEGER PRIMARY KEY, text VARCHAR)");
            }
            List<TaskId> cancelled = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                CountDownLatch began = new CountDownLatch(1);
                try (JdbcTaskExecutor executor = JdbcTaskExecutor.builder(
                                dataSource, TaskRegistry.of(new Write(dataSource, began)))
                        .workers(1)
                        .build()) {
                    TaskId id = executor.submit(Submission.of(WRITE, new Rows(i * 1_000_000), "ada"))
                            .id();
                    began.await();
                    executor.cancel(id);
                    await().until(() -> executor.store().find(id).orElseThrow().ready());
                    cancelled.add(id);
                }
            }

            JdbcTaskStore store = JdbcTaskStore.of(dataSource, TaskRegistry.of());
            assertThat(cancelled)
                    .allSatisfy(id ->
                            assertThat(store.find(id).orElseThrow().state()).isEqualTo(TaskState.REVOKED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:async:", "jdbc:h2:file:"})
    void writesCommitsToTheDiskAtOnce(String url) throws Exception {
        try (HikariDataSource dataSource = TestDatabase.pool(url + folder.resolve("tasks"))) {
            JdbcSchema.apply(dataSource);

            try (Connection connection = dataSource.getConnection();
                    var row = connection
                            .createStatement()
                            .executeQuery("SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS"
                                    + " WHERE SETTING_NAME = 'WRITE_DELAY'")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("0");
            }
        }
    }
}
