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
 * version N, in which <code>${prefix}</code> stands for the tables' prefix. Each also notes its version, in the table
 * <code>${prefix}schema_version</code>.
 *
 * <p>Either call {@link #apply} at each start, or have the host's own migration tool run the files. Flyway takes them as
 * they are: location {@code classpath:io/korrigo/executor/jdbc}, migration prefix {@code postgresql-} or {@code h2-},
 * placeholder {@code prefix}, and a history table of their own. A tool without
 * placeholders needs the prefix put in.
 *
 * <p>A version only adds to the one before, so nodes of the release before work on it: bring the tables up to date first,
 * then one node after the other.
 *
 * <p><b>Threads:</b> safe for concurrent use; nodes that start together may all apply.
 */
public final class JdbcSchema {
    /** What the tables' names start with unless told. */
    public static final String PREFIX = "korrigo_";

    private static final int VERSION = 3;

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
     * @throws TaskStoreException when the database failed, does not allow what is said above, or is an H2 that is known to
     *     lose commits
     */
    public static synchronized void apply(DataSource dataSource, String prefix) {
        requirePrefix(prefix);
        new Transactions(dataSource).<@Nullable Void>run(connection -> {
            Dialect dialect = Dialect.of(connection);
            dialect.makeCommitsDurable(connection);
            dialect.lockSchema(connection);
            int there = isThere(connection, prefix) ? versionOf(connection, prefix) : 0;
            for (int version = there + 1; version <= VERSION; version++) {
                upgrade(connection, dialect, prefix, version);
            }
            return null;
        });
    }

    private static void upgrade(Connection connection, Dialect dialect, String prefix, int version)
            throws SQLException {
        String script = script(dialect.name() + "-" + version + ".sql")
                .replaceAll("(?m)^ *--.*$", "")
                .replace("${prefix}", prefix);
        try (Statement statement = connection.createStatement()) {
            for (String command : script.split(";\\R")) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        }
    }

    private static boolean isThere(Connection connection, String prefix) throws SQLException {
        String sql = "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE LOWER(TABLE_NAME) = ? AND TABLE_SCHEMA = CURRENT_SCHEMA";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, prefix + "schema_version");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) == 1;
            }
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
    static Dialect check(Connection connection, String prefix) throws SQLException {
        requirePrefix(prefix);
        Dialect dialect = Dialect.of(connection);
        dialect.makeCommitsDurable(connection);
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
        return dialect;
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
