package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Deletes ended tasks.
 *
 * <p>500 parents with their children were once one transaction of a million rows, on the thread that looks for lost
 * tasks: a batch ends at a thousand rows or one parent, passes over rows that somebody holds, and the next one queues
 * behind whatever is due by then.
 */
final class TaskPurge {
    private static final String ENDED = """
            SELECT id, children FROM ${prefix}task WHERE ended_at < ? AND parent IS NULL
            ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED""";
    // Rows of tasks deleted in one transaction, unless a single parent has more.
    private static final int PURGED_ROWS = 1000;

    private static final String ONE =
            "DELETE FROM ${prefix}task WHERE id = ? AND parent IS NULL AND ended_at IS NOT NULL";

    private final Statements statements;

    TaskPurge(Statements statements) {
        this.statements = statements;
    }

    /**
     * Deletes the oldest ended tasks without a parent; their children and logs go with them. Fewer than the limit when
     * those have many children, or when somebody else purges the same.
     */
    int delete(Connection connection, Instant endedBefore, int limit) throws SQLException {
        List<UUID> old = new ArrayList<>();
        try (PreparedStatement statement = statements.prepare(connection, ENDED)) {
            TaskTable.setInstant(statement, 1, endedBefore);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                int rest = PURGED_ROWS;
                while (rest > 0 && rows.next()) {
                    old.add(rows.getObject(1, UUID.class));
                    rest -= 1 + rows.getInt(2);
                }
            }
        }
        int deleted = 0;
        try (PreparedStatement statement = statements.prepare(connection, "DELETE FROM ${prefix}task WHERE id = ?")) {
            for (UUID id : old) {
                statement.setObject(1, id);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    /** Deletes one ended task without a parent; false when it is none. */
    boolean delete(Connection connection, TaskId id) throws SQLException {
        try (PreparedStatement statement = statements.prepare(connection, ONE)) {
            statement.setObject(1, id.value());
            return statement.executeUpdate() == 1;
        }
    }
}
