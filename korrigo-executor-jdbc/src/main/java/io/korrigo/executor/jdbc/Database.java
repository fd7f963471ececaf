package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The databases that Korrigo runs on, and what differs between them. */
enum Database {
    POSTGRESQL("postgresql", "SELECT clock_timestamp()"),
    H2("h2", "SELECT CURRENT_TIMESTAMP");

    private static final String DUPLICATE = "23505";

    final String resource;
    final String selectTime;

    Database(String resource, String selectTime) {
        this.resource = resource;
        this.selectTime = selectTime;
    }

    static Database of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            default -> throw new IllegalArgumentException("Tasks are stored in PostgreSQL or H2, not in " + product);
        };
    }

    /** An INSERT that {@link #insertedIfAbsent} may run. */
    String insertIfAbsent(String insert) {
        return this == POSTGRESQL ? insert + " ON CONFLICT DO NOTHING" : insert;
    }

    /** A query of the rows that an UPDATE has changed. */
    String updateReturning(String update, String columns) {
        return this == POSTGRESQL
                ? update + " RETURNING " + columns
                : "SELECT " + columns + " FROM FINAL TABLE (" + update + ")";
    }

    /** Whether the row was inserted; false when its key exists. Leaves the transaction usable either way. */
    boolean insertedIfAbsent(PreparedStatement insert) throws SQLException {
        try {
            return insert.executeUpdate() == 1;
        } catch (SQLException failed) {
            // H2 undoes the statement only; PostgreSQL, which would undo the transaction, never gets here.
            if (this == H2 && DUPLICATE.equals(failed.getSQLState())) {
                return false;
            }
            throw failed;
        }
    }

    /**
     * Makes a commit mean that the data is on the disk.
     *
     * <p>H2 writes commits half a second late unless told otherwise, and loses them when the process is killed.
     *
     * @return whether that was not so before
     * @throws TaskStoreException when that can't be had; says why
     */
    boolean makeCommitsDurable(Connection connection) throws SQLException {
        if (this != H2 || commitsAreDurable(connection)) {
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

    /** @throws TaskStoreException when this version of the database is known to lose commits of a file */
    void requireNoKnownLoss(Connection connection) throws SQLException {
        if (this == H2 && keepsAFile(connection)) {
            H2Version.of(connection).requireNoKnownLoss();
        }
    }

    /** Whether there is a file at all; H2 may be in memory. */
    static boolean keepsAFile(Connection connection) throws SQLException {
        return pathOf(connection) != null;
    }

    private static @Nullable String pathOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATABASE_PATH()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Whether a killed process loses no commit. */
    boolean commitsAreDurable(Connection connection) throws SQLException {
        if (this != H2) {
            return true;
        }
        // There are two rows: what was set once and what holds. H2 forgets the former when it opens the file again.
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT DATABASE_PATH() IS NULL OR NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.SETTINGS WHERE"
                                + " SETTING_NAME = 'WRITE_DELAY' AND SETTING_VALUE <> '0')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * Makes the database undo the transaction when this process falls silent in the middle of it: a node that is suspended
     * there would keep its rows locked, and others from its tasks, until it wakes up.
     */
    void limitTransaction(Connection connection) throws SQLException {
        if (this == POSTGRESQL) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL idle_in_transaction_session_timeout = 3000");
            }
        }
    }

    /**
     * Whether threads that use the database may be interrupted.
     *
     * <p>H2 writes files through an interruptible channel unless the URL says otherwise, and an interrupt in the middle of
     * a write closes the channel, and with it the database for everybody.
     */
    boolean bearsInterrupts(Connection connection) throws SQLException {
        if (this == POSTGRESQL) {
            return true;
        }
        String path = pathOf(connection);
        return path == null || path.startsWith("async:") || path.startsWith("retry:");
    }
}
