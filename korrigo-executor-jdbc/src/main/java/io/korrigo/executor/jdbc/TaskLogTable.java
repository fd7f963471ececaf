package io.korrigo.executor.jdbc;

import io.korrigo.task.LogLine;
import io.korrigo.task.TaskId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The statements on the table of the tasks' logs.
 *
 * <p>Who claimed a task first stands in the task's own row and is shown as the first line of its log, so that a task that
 * has nothing to say has no rows here.
 */
final class TaskLogTable {
    private static final String LAST = """
            SELECT at, line FROM (
                SELECT at, line, number FROM ${prefix}task_log WHERE task = ?
                UNION ALL
                SELECT first_claimed_at, CONCAT('attempt 1 on ', first_worker), 0
                FROM ${prefix}task WHERE id = ? AND first_worker IS NOT NULL) kept
            ORDER BY number DESC LIMIT %d""".formatted(LogLine.KEPT);
    private static final String TRIM = """
            DELETE FROM ${prefix}task_log WHERE task = ? AND number <=
                (SELECT number FROM ${prefix}task_log WHERE task = ? ORDER BY number DESC OFFSET %d ROWS FETCH FIRST 1 ROW ONLY)""".formatted(LogLine.KEPT);

    private final Statements statements;

    TaskLogTable(Statements statements) {
        this.statements = statements;
    }

    void add(Connection connection, TaskId task, Instant at, String text) throws SQLException {
        String sql = "INSERT INTO ${prefix}task_log (task, at, line) VALUES (?, ?, ?)";
        try (PreparedStatement statement = prepare(connection, sql)) {
            statement.setObject(1, task.value());
            TaskTable.setInstant(statement, 2, at);
            statement.setString(3, new LogLine(at, text).text());
            statement.executeUpdate();
        }
    }

    /** Deletes what {@link #last} no longer shows. */
    void trim(Connection connection, TaskId task) throws SQLException {
        try (PreparedStatement statement = prepare(connection, TRIM)) {
            statement.setObject(1, task.value());
            statement.setObject(2, task.value());
            statement.executeUpdate();
        }
    }

    List<String> last(Connection connection, TaskId task) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, LAST)) {
            statement.setObject(1, task.value());
            statement.setObject(2, task.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Instant at = rows.getObject(1, OffsetDateTime.class).toInstant();
                    lines.add(new LogLine(at, rows.getString(2)).toString());
                }
            }
        }
        Collections.reverse(lines);
        return lines;
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return statements.prepare(connection, sql);
    }
}
