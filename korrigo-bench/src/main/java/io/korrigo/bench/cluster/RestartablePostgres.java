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
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of its own, which keeps what it acknowledged, and comes back on the same port. */
final class RestartablePostgres implements SharedDatabase {
    private static final String FUNCTION = """
            CREATE FUNCTION kill_test_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO kill_test_write
                    (at, node, task, kind, was_attempt, attempt, was_claimed, claimed, was_state, state, changed)
                VALUES (clock_timestamp(), current_setting('application_name'), NEW.id, NEW.kind, OLD.attempt, NEW.attempt,
                    OLD.claimed, NEW.claimed, OLD.state, NEW.state,
                    (OLD.state, OLD.result, OLD.error, OLD.progress_current)
                        IS DISTINCT FROM (NEW.state, NEW.result, NEW.error, NEW.progress_current));
                RETURN NULL; END $$""";

    private static final String TRIGGER = """
            CREATE TRIGGER kill_test_note AFTER UPDATE ON korrigo_task
                FOR EACH ROW EXECUTE FUNCTION kill_test_note()""";

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

    @Override
    public String url(String name) {
        return "jdbc:postgresql://localhost:" + running.getPort() + "/postgres?user=postgres&ApplicationName=" + name;
    }

    @Override
    public DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url("kill-test"));
        return dataSource;
    }

    @Override
    public void noteWrites() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(FUNCTION);
            statement.execute(TRIGGER);
        }
    }

    @Override
    public void restart() throws IOException {
        int port = running.getPort();
        running.close();
        running = configured().setPort(port).start();
    }

    /** Kills one of its processes with -9, upon which it drops all connections and recovers from its log. */
    @Override
    public void crash() throws IOException, InterruptedException, SQLException {
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
