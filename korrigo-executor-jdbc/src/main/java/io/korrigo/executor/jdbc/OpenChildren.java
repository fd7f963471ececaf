package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The statements on all children of a parent that have not ended, however many they are. */
final class OpenChildren {
    private static final String OPEN = OpenTasks.children("c");
    private static final String PARENTS = "SELECT id FROM ${prefix}task c WHERE children > 0 AND " + OPEN;
    private static final String LOCK =
            "SELECT id, children FROM ${prefix}task c WHERE " + OPEN + " ORDER BY sequence FOR UPDATE";
    private static final String LOG = """
            INSERT INTO ${prefix}task_log (task, at, line)
            SELECT id, CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS VARCHAR(500)) FROM ${prefix}task c WHERE %s""".formatted(OPEN);
    private static final String ASK = """
            UPDATE ${prefix}task c SET cancel_requested = TRUE
            WHERE claimed AND due_at > ? AND %s""".formatted(OPEN);
    private static final String REVOKE = """
            UPDATE ${prefix}task c SET cancel_requested = TRUE, %s
            WHERE NOT (claimed AND due_at > ?) AND %s""".formatted(OpenTasks.ENDED, OPEN);
    private static final String COUNT = "UPDATE ${prefix}task SET " + OpenTasks.count("?") + " WHERE id = ?";

    /** A child whose row is locked, and how many children it has itself. */
    record Child(TaskId id, int children) {}

    private final Statements statements;

    OpenChildren(Statements statements) {
        this.statements = statements;
    }

    /** Those with children of their own. */
    List<TaskId> parents(Connection connection, TaskId parent) throws SQLException {
        List<TaskId> ids = new ArrayList<>();
        try (PreparedStatement statement = statements.prepare(connection, PARENTS)) {
            statement.setObject(1, parent.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(new TaskId(rows.getObject(1, UUID.class)));
                }
            }
        }
        return ids;
    }

    /** Locks them in their order, so that of two who do so one waits for the other. */
    List<Child> lock(Connection connection, TaskId parent) throws SQLException {
        List<Child> locked = new ArrayList<>();
        try (PreparedStatement statement = statements.prepare(connection, LOCK)) {
            statement.setObject(1, parent.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    locked.add(new Child(new TaskId(rows.getObject(1, UUID.class)), rows.getInt(2)));
                }
            }
        }
        return locked;
    }

    /** Adds a line to the log of each. */
    void log(Connection connection, TaskId parent, Instant now, String line) throws SQLException {
        try (PreparedStatement statement = statements.prepare(connection, LOG)) {
            TaskTable.setInstant(statement, 1, now);
            statement.setString(2, line);
            statement.setObject(3, parent.value());
            statement.executeUpdate();
        }
    }

    /** Asks those that a worker runs to stop. */
    void ask(Connection connection, TaskId parent, Instant now) throws SQLException {
        try (PreparedStatement statement = statements.prepare(connection, ASK)) {
            TaskTable.setInstant(statement, 1, now);
            statement.setObject(2, parent.value());
            statement.executeUpdate();
        }
    }

    /**
     * Ends those that no worker runs, without counting them.
     *
     * @return how many
     */
    int revoke(Connection connection, TaskId parent, Instant now) throws SQLException {
        try (PreparedStatement statement = statements.prepare(connection, REVOKE)) {
            statement.setString(1, TaskState.REVOKED.name());
            TaskTable.setInstant(statement, 2, now);
            TaskTable.setInstant(statement, 3, now);
            statement.setObject(4, parent.value());
            return statement.executeUpdate();
        }
    }

    /** Counts children that have ended at a parent that is to end in the same transaction. */
    void count(Connection connection, TaskId parent, int ended) throws SQLException {
        try (PreparedStatement statement = statements.prepare(connection, COUNT)) {
            statement.setInt(1, ended);
            statement.setInt(2, ended);
            statement.setObject(3, parent.value());
            statement.executeUpdate();
        }
    }
}
