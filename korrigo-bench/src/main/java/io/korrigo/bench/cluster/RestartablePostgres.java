package io.korrigo.bench.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL of its own, which keeps what it acknowledged, and comes back on the same port.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class RestartablePostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private EmbeddedPostgres running;

    /** @param data folder that is empty or not there yet */
    RestartablePostgres(Path data) throws IOException {
        this.data = data;
        this.running = configured().start();
    }

    /** What the tests' builds of PostgreSQL leave out to be fast is what this is about. */
    private EmbeddedPostgres.Builder configured() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(PATIENCE)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200");
    }

    /** @param name by which {@code pg_stat_activity} and {@link WriteLog} know who connects */
    String url(String name) {
        return "jdbc:postgresql://localhost:" + running.getPort() + "/postgres?user=postgres&ApplicationName=" + name;
    }

    /** Stops it as an administrator does, which cuts every connection, and starts it again. */
    void restart() throws IOException {
        int port = running.getPort();
        running.close();
        running = configured().setPort(port).start();
    }

    /** Kills one of its processes with -9, upon which it drops all connections and recovers from its log. */
    void crash() throws IOException, InterruptedException, SQLException {
        long victim;
        try (Connection connection = DriverManager.getConnection(url("crash"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(pid) FROM pg_stat_activity"
                        + " WHERE application_name LIKE 'worker%' AND pid <> pg_backend_pid()")) {
            row.next();
            victim = row.getLong(1);
        }
        if (victim > 0) {
            Signals.send(victim, "-KILL");
        }
        awaitAnswer();
    }

    private void awaitAnswer() throws InterruptedException, SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url("crash"));
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
                return;
            } catch (SQLException recovering) {
                if (System.nanoTime() > end) {
                    throw recovering;
                }
                Thread.sleep(20);
            }
        }
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
