package io.korrigo.bench.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A database to measure on, with a pool of connections: a PostgreSQL of its own as it comes, or a file of H2. */
final class BenchDatabase implements AutoCloseable {
    private final String name;
    private final String url;
    private final @Nullable EmbeddedPostgres server;
    private final @Nullable Path folder;
    private final HikariDataSource pool;

    private BenchDatabase(String name, String url, @Nullable EmbeddedPostgres server, @Nullable Path folder) {
        this.name = name;
        this.url = url;
        this.server = server;
        this.folder = folder;
        this.pool = pool(url);
    }

    static BenchDatabase postgres() throws IOException {
        // As it comes: the test server would neither wait for the disk nor for its log.
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new BenchDatabase("PostgreSQL", server.getJdbcUrl("postgres", "postgres"), server, null);
    }

    static BenchDatabase h2File() throws IOException {
        Path folder = Files.createTempDirectory("korrigo-engine");
        return new BenchDatabase("H2, file", "jdbc:h2:async:" + folder.resolve("tasks"), null, folder);
    }

    /** As many connections as eight workers and four submitters use at once, and some more. */
    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(2);
        return new HikariDataSource(config);
    }

    String name() {
        return name;
    }

    boolean isPostgres() {
        return server != null;
    }

    String url() {
        return url;
    }

    /** Another, empty database of the same server. */
    String another(String database) throws SQLException {
        if (server == null) {
            throw new IllegalStateException("H2 has one database in a file");
        }
        execute("CREATE DATABASE " + database);
        return server.getJdbcUrl("postgres", database);
    }

    HikariDataSource pool() {
        return pool;
    }

    void execute(String... commands) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    /** The one number that the query gives. */
    long number(String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        pool.close();
        if (server != null) {
            server.close();
        }
        if (folder != null) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
