package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who makes the tables, and how they change while nodes of two releases run; each database runs it. */
@Timeout(90)
abstract class SchemaRules {
    @RegisterExtension
    final TestDatabase database;

    private final String files;
    private HikariDataSource dataSource;

    /** @param files what the names of the database's SQL files begin with */
    SchemaRules(TestDatabase database, String files) {
        this.database = database;
        this.files = files;
    }

    @BeforeEach
    void open() {
        dataSource = database.dataSource();
    }

    @AfterEach
    void dropTheTables() throws SQLException {
        for (String prefix : new String[] {"migrated_", "future_"}) {
            for (String table : new String[] {"task_log", "ticket", "task", "schema_version", "flyway_history"}) {
                execute("DROP TABLE IF EXISTS " + prefix + table);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:io/korrigo/executor/jdbc")
                .sqlMigrationPrefix(files)
                .placeholders(Map.of("prefix", "migrated_"))
                .table("migrated_flyway_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private JdbcTaskExecutor node(String prefix) {
        return JdbcTaskExecutor.builder(dataSource, TestNode.TASKS)
                .prefix(prefix)
                .build();
    }

    private static void assertRunsAParentAndItsChildren(JdbcTaskExecutor node) {
        TaskId id = node.submit(Submission.of(TestNode.GROUP, new TestNode.Work("group", 10), "ada"))
                .id();

        JdbcTaskExecutorRules.awaitState(node, id, TaskState.SUCCESS);
        assertThat(node.store().children(id)).hasSize(5);
    }

    @Test
    void worksInTablesThatFlywayMade() {
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(3);
        assertThat(flyway().migrate().migrationsExecuted).isZero();

        try (JdbcTaskExecutor node = node("migrated_")) {
            assertRunsAParentAndItsChildren(node);
        }
    }

    @Test
    void findsNothingToDoInTablesThatFlywayMade() {
        flyway().migrate();
        try (JdbcTaskExecutor node = node("migrated_")) {
            TaskId id = node.submit(Submission.of(TestNode.STEP, new TestNode.Work("step", 10), "ada"))
                    .id();

            JdbcSchema.apply(dataSource, "migrated_");

            JdbcTaskExecutorRules.awaitState(node, id, TaskState.SUCCESS);
        }
    }

    /** As a later release would: a table, a column and an index more. */
    @Test
    void worksInTablesOfALaterVersion() throws SQLException {
        JdbcSchema.apply(dataSource, "future_");
        try (JdbcTaskExecutor running = node("future_")) {
            assertRunsAParentAndItsChildren(running);

            execute("ALTER TABLE future_task ADD COLUMN cost INTEGER DEFAULT 0 NOT NULL");
            execute("ALTER TABLE future_ticket ADD COLUMN colour VARCHAR(10)");
            execute("CREATE INDEX future_task_cost ON future_task (cost)");
            execute("INSERT INTO future_schema_version (version, applied_at) VALUES (99, CURRENT_TIMESTAMP)");

            assertRunsAParentAndItsChildren(running);
        }
        try (JdbcTaskExecutor started = node("future_")) {
            assertRunsAParentAndItsChildren(started);
        }
        JdbcSchema.apply(dataSource, "future_");
    }

    @Test
    void refusesTablesOfAnEarlierVersion() throws SQLException {
        JdbcSchema.apply(dataSource, "future_");
        execute("DELETE FROM future_schema_version WHERE version > 1");

        assertThatThrownBy(() -> node("future_"))
                .isInstanceOf(TaskStoreException.class)
                .hasMessageContaining("The tables future_* have version 1, and 3 is needed");
    }
}
