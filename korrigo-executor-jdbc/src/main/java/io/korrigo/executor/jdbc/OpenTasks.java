package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Which tasks have not ended, and how they end: the words of all statements that ask or do so, and those that do it to one
 * task.
 */
final class OpenTasks {
    /** A task that has not ended; the tables have an index of those alone. */
    static final String OPEN = "ended_at IS NULL";

    private static final String ENDED_STATES = Arrays.stream(TaskState.values())
            .filter(TaskState::ready)
            .map(state -> "'" + state + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    /** What ends a task: its parameters are the state and the time. */
    static final String ENDED = "claimed = FALSE, due_at = NULL, state = ?, ended_at = ?";

    /** Makes a parent due whose last child ends, unless it has ended itself: its parameter is the time. */
    static final String LAST_CHILD =
            "due_at = CASE WHEN " + OPEN + " AND ended_children + 1 = children THEN ? ELSE due_at END";

    private static final String END =
            "UPDATE ${prefix}task SET %s, lost = ?, cancel_requested = ?, result = ?, error = ? WHERE id = ?"
                    .formatted(ENDED);
    private static final String COUNT_CHILD =
            "UPDATE ${prefix}task SET %s, %s WHERE id = ?".formatted(count("1"), LAST_CHILD);

    private final Statements statements;
    private final String countChild;

    OpenTasks(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.countChild = dialect.updateReturning(COUNT_CHILD, "*");
    }

    /** Children of a parent, the parameter, that have not ended: in SQL, for the row of a task. */
    static String children(String task) {
        // The state rather than ended_at, whose index would lead to the open tasks of everybody.
        return "%1$s.parent = ? AND %1$s.state NOT IN %2$s".formatted(task, ENDED_STATES);
    }

    /** Counts children that end at their parent, which shows them as its progress unless it has ended itself. */
    static String count(String children) {
        return """
                ended_children = ended_children + %1$s,
                progress_current = CASE WHEN %2$s THEN ended_children + %1$s ELSE progress_current END,
                progress_total = CASE WHEN %2$s THEN children ELSE progress_total END""".formatted(children, OPEN);
    }

    /** Ends a locked task, with the result or error that its row has. */
    void end(Connection connection, TaskRow row, TaskState how, Instant now) throws SQLException {
        try (PreparedStatement statement = statements.prepare(connection, END)) {
            statement.setString(1, how.name());
            TaskTable.setInstant(statement, 2, now);
            statement.setInt(3, row.lost);
            statement.setBoolean(4, row.cancelRequested);
            statement.setString(5, row.result);
            statement.setString(6, row.error);
            statement.setObject(7, row.id.value());
            TaskTable.requireOne(statement.executeUpdate(), row);
        }
    }

    /** Counts a child that has ended at its parent, which is due if that was the last one; gives the parent. */
    TaskRow countChild(Connection connection, TaskId parent, Instant now) throws SQLException {
        try (PreparedStatement statement = statements.prepare(connection, countChild)) {
            TaskTable.setInstant(statement, 1, now);
            statement.setObject(2, parent.value());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new TaskStoreException("Task " + parent + " went away before its children", null);
                }
                return new TaskRow(rows);
            }
        }
    }
}
