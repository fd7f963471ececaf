package io.korrigo.executor.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Stores a new task by one statement of PostgreSQL's: the task, its ticket and the call to other nodes, in one round trip. */
final class PostgresNewTasks implements NewTasks {
    private static final String SUBMIT = """
            WITH added AS (
                INSERT INTO ${prefix}task (id, kind, version, parameters, owner, idempotency_key, priority, state, step,
                    attempt, failures, lost, claimed, cancel_requested, due_at, children, ended_children, submitted_at,
                    subject)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', 'RUN', 0, 0, 0, FALSE, FALSE, ?, 0, 0, ?, ?)
                ON CONFLICT DO NOTHING RETURNING id),
            ticket AS (
                INSERT INTO ${prefix}ticket (task_name, task_instance, execution_time, picked, version, priority)
                SELECT ?, ?, ?, FALSE, 1, ? FROM added)
            SELECT %s FROM added""";
    private static final String SUBMIT_QUIETLY = SUBMIT.formatted("1");
    private static final String SUBMIT_AND_NOTIFY = SUBMIT.formatted("pg_notify('${prefix}ticket', '')");

    private final Statements statements;

    PostgresNewTasks(Statements statements) {
        this.statements = statements;
    }

    @Override
    public boolean isOneStatement() {
        return true;
    }

    @Override
    public boolean insert(Connection connection, TaskRow row, @Nullable String key, boolean notify)
            throws SQLException {
        try (PreparedStatement statement =
                statements.prepare(connection, notify ? SUBMIT_AND_NOTIFY : SUBMIT_QUIETLY)) {
            statement.setObject(1, row.id.value());
            statement.setString(2, row.kind);
            statement.setInt(3, row.version);
            statement.setString(4, row.parameters);
            statement.setString(5, row.owner);
            statement.setString(6, key);
            statement.setInt(7, row.rank);
            TaskTable.setInstant(statement, 8, row.dueAt);
            TaskTable.setInstant(statement, 9, row.submittedAt);
            statement.setString(10, row.subject);
            TicketTable.bind(statement, 11, row);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
