package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore.Count;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Counts tasks by kind and state. Each half has an index of its own, so that what ended well costs nothing. */
final class TaskCounting {
    private static final String COUNT =
            "SELECT kind, state, COUNT(*) AS tasks, MIN(submitted_at) AS oldest FROM ${prefix}task"
                    + " WHERE %s GROUP BY kind, state";
    // Spelled out, as the indexes have it.
    private static final String FAILED = "parent IS NULL AND state = 'FAILURE' AND ended_as = 'FAILURE'";
    private static final String COUNTS = COUNT.formatted(OpenTasks.OPEN) + " UNION ALL " + COUNT.formatted(FAILED);

    private final Statements statements;

    TaskCounting(Statements statements) {
        this.statements = statements;
    }

    List<Count> counts(Connection connection) throws SQLException {
        List<Count> counts = new ArrayList<>();
        try (PreparedStatement statement = statements.prepare(connection, COUNTS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counts.add(new Count(
                        row.getString("kind"),
                        TaskState.valueOf(row.getString("state")),
                        row.getLong("tasks"),
                        row.getObject("oldest", OffsetDateTime.class).toInstant()));
            }
        }
        return counts;
    }
}
