package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a task which H2 has acknowledged outlasts the kill of its process, whoever made the tables and opens
 * connections.
 *
 * <p>H2 writes commits half a second late unless told otherwise, and loses them when the process is killed. It keeps one
 * setting for the whole database, and each new connection whose URL has a WRITE_DELAY changes it.
 */
final class H2Durability {
    private static final Logger LOG = LoggerFactory.getLogger(H2Durability.class);

    // There are two rows: what was set once and what holds. H2 forgets the former when it opens the file again.
    private static final String IS_GIVEN =
            "SELECT DATABASE_PATH() IS NULL OR NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.SETTINGS WHERE"
                    + " SETTING_NAME = 'WRITE_DELAY' AND SETTING_VALUE <> '0')";

    private H2Durability() {}

    /**
     * Has commits written at once.
     *
     * @return whether that was not so before
     * @throws TaskStoreException when the connection's user may not have it so
     */
    static boolean make(Connection connection) throws SQLException {
        if (isGiven(connection)) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
        } catch (SQLException refused) {
            throw new TaskStoreException(
                    "H2 would lose the last commits when this process is killed, and its user may not change that:"
                            + " connect as an administrator of the database",
                    refused);
        }
        return true;
    }

    /** Whether a killed process loses no commit. */
    static boolean isGiven(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(IS_GIVEN)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** @throws TaskStoreException when this version of H2 is known to lose commits of a file */
    static void requireNoKnownLoss(Connection connection) throws SQLException {
        if (keepsAFile(connection)) {
            H2Version.of(connection).requireNoKnownLoss();
        }
    }

    /** Whether there is a file at all; H2 may be in memory. */
    private static boolean keepsAFile(Connection connection) throws SQLException {
        return pathOf(connection) != null;
    }

    /** Where the file is, with what the URL says of how it is written; null in memory. */
    static @Nullable String pathOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATABASE_PATH()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** @throws TaskStoreException when the data source's connections take it away */
    static void require(DataSource dataSource) {
        try (Connection held = dataSource.getConnection();
                // While the first is held, a pool has to open another one unless it has some to spare.
                Connection another = dataSource.getConnection()) {
            if (!isGiven(held) || !isGiven(another)) {
                throw new TaskStoreException(
                        "H2 would lose the last commits when this process is killed: the JDBC URL sets another"
                                + " WRITE_DELAY than 0; leave it out of the URL",
                        null);
            }
            warnOfAnUntriedVersion(held);
        } catch (SQLException failed) {
            throw new TaskStoreException("The database of the tasks failed", failed);
        }
    }

    private static void warnOfAnUntriedVersion(Connection connection) throws SQLException {
        H2Version version = H2Version.of(connection);
        if (keepsAFile(connection) && !version.isKnownToKeep()) {
            LOG.warn(
                    "Nobody has tried whether H2 {} keeps its last commits when its process is killed; docs/engine.md"
                            + " says how",
                    version.number());
        }
    }

    /** Takes back what a connection has changed since. */
    static void keep(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            if (make(connection)) {
                LOG.warn("A connection made H2 lose the last commits of a killed process; leave WRITE_DELAY out of JDBC"
                        + " URLs");
            }
        } catch (SQLException failed) {
            throw new TaskStoreException("The database of the tasks failed", failed);
        }
    }
}
