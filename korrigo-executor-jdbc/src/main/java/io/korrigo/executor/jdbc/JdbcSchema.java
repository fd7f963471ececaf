package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the tasks: plain SQL files beside this class, {@code postgresql-N.sql} and {@code h2-N.sql}, one for each
 * version N, in which {@code ${prefix}} stands for the tables' prefix.
 *
 * <p>Either call {@link #apply} at each start, or run the files by the host's own migration tool and add the version to the
 * table {@code korrigo_schema_version}.
 *
 * <p><b>Threads:</b> safe for concurrent use; nodes that start together may all apply.
 */
public final class JdbcSchema {
    /** What the tables' names start with unless told. */
    public static final String PREFIX = "korrigo_";

    private static final int VERSION = 1;
    private static final long LOCK = 0x6b6f727269676f2eL;

    private JdbcSchema() {}

    /** {@link #apply(DataSource, String)} with {@link #PREFIX}. */
    public static void apply(DataSource dataSource) {
        apply(dataSource, PREFIX);
    }

    /**
     * Brings the tables to this release's version; does nothing when they are there. Makes H2 write each commit to the disk
     * at once, for otherwise it loses the last half second when the process is killed.
     *
     * @param prefix of the tables' names: lower case, digits, underscores; at most 30 characters
     * @throws TaskStoreException when the database failed, or does not allow what is said above
     */
    public static synchronized void apply(DataSource dataSource, String prefix) {
        requirePrefix(prefix);
        new Transactions(dataSource).<@Nullable Void>run(connection -> {
            Database database = Database.of(connection);
            database.makeCommitsDurable(connection);
            try (Statement statement = connection.createStatement()) {
                if (database == Database.POSTGRESQL) {
                    statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
                }
                statement.execute("CREATE TABLE IF NOT EXISTS " + prefix
                        + "schema_version (version INTEGER PRIMARY KEY, applied_at TIMESTAMP WITH TIME ZONE NOT NULL)");
            }
            for (int version = versionOf(connection, prefix) + 1; version <= VERSION; version++) {
                upgrade(connection, database, prefix, version);
            }
            return null;
        });
    }

    private static void upgrade(Connection connection, Database database, String prefix, int version)
            throws SQLException {
        String script = script(database.resource + "-" + version + ".sql")
                .replaceAll("(?m)^ *--.*$", "")
                .replace("${prefix}", prefix);
        try (Statement statement = connection.createStatement()) {
            for (String command : script.split(";\\R")) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        }
        String record = "INSERT INTO " + prefix + "schema_version VALUES (?, CURRENT_TIMESTAMP)";
        try (PreparedStatement statement = connection.prepareStatement(record)) {
            statement.setInt(1, version);
            statement.executeUpdate();
        }
    }

    private static String script(String name) {
        try (InputStream stream = JdbcSchema.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The jar has no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Which database this is; refuses tables that are missing or too old. */
    static Database check(Connection connection, String prefix) throws SQLException {
        requirePrefix(prefix);
        Database database = Database.of(connection);
        database.makeCommitsDurable(connection);
        int version;
        try {
            version = versionOf(connection, prefix);
        } catch (SQLException missing) {
            throw new TaskStoreException(
                    "There are no tables " + prefix + "*: call JdbcSchema.apply, or check the prefix", missing);
        }
        if (version < VERSION) {
            throw new TaskStoreException(
                    "The tables " + prefix + "* have version " + version + ", and " + VERSION + " is needed", null);
        }
        return database;
    }

    private static int versionOf(Connection connection, String prefix) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MAX(version) FROM " + prefix + "schema_version")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void requirePrefix(String prefix) {
        if (!prefix.matches("[a-z][a-z0-9_]{0,29}")) {
            throw new IllegalArgumentException("Not a prefix for tables: " + prefix);
        }
    }
}
