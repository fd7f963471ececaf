package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskStoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class H2DurabilityTest {
    @TempDir
    private Path folder;

    private String url = "";

    @BeforeEach
    void applySchemaAsAHostThatKnowsNothingOfH2() throws SQLException {
        url = TestDatabase.h2Url(folder);
        try (HikariDataSource pool = TestDatabase.pool(url)) {
            JdbcSchema.apply(pool);
            execute(url, "SET WRITE_DELAY 500");
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute(sql);
        }
    }

    private static boolean durable(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return H2Durability.isGiven(connection);
        }
    }

    private static JdbcTaskExecutor node(DataSource dataSource) {
        return JdbcTaskExecutor.builder(dataSource, TaskRegistry.of()).build();
    }

    @Test
    void makesH2WriteCommitsAtOnceWhoeverAppliedTheSchema() throws SQLException {
        try (HikariDataSource pool = TestDatabase.pool(url)) {
            assertThat(durable(pool)).isFalse();

            node(pool).close();

            assertThat(durable(pool)).isTrue();
        }
    }

    /** H2 reads the setting back as it was, and yet delays commits. */
    @Test
    void makesH2WriteCommitsAtOnceEachTimeThatItOpensTheFile() throws SQLException {
        execute(url, "SET WRITE_DELAY 0");
        try (HikariDataSource pool = TestDatabase.pool(url)) {
            assertThat(durable(pool)).isFalse();

            JdbcTaskStore.of(pool, TaskRegistry.of());

            assertThat(durable(pool)).isTrue();
        }
    }

    @Test
    void refusesAUrlThatDelaysCommits() {
        try (HikariDataSource pool = TestDatabase.pool(url + ";WRITE_DELAY=500")) {
            assertThatThrownBy(() -> node(pool))
                    .isInstanceOf(TaskStoreException.class)
                    .hasMessageContaining("the JDBC URL sets another WRITE_DELAY");
        }
    }

    @Test
    void refusesAUserWhoMayNotChangeTheDelay() throws SQLException {
        execute(url, "CREATE USER plain PASSWORD 'secret'");
        execute(url, "GRANT ALL ON SCHEMA PUBLIC TO plain");
        JdbcDataSource plain = new JdbcDataSource();
        plain.setURL(url);
        plain.setUser("plain");
        plain.setPassword("secret");

        assertThatThrownBy(() -> node(plain))
                .isInstanceOf(TaskStoreException.class)
                .hasMessageContaining("connect as an administrator");

        // The host itself may have the database open as it should be.
        try (Connection administrator = DriverManager.getConnection(url)) {
            administrator.createStatement().execute("SET WRITE_DELAY 0");
            node(plain).close();
        }
    }

    @Test
    void takesBackADelayThatALaterConnectionBrings() throws SQLException {
        try (HikariDataSource pool = TestDatabase.pool(url);
                JdbcTaskExecutor node = node(pool)) {
            execute(url + ";WRITE_DELAY=500", "SELECT 1");
            assertThat(node.store().backlog()).isZero();

            await().atMost(Duration.ofSeconds(10)).until(() -> durable(pool));
        }
    }
}
