package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which tasks wait for a worker: those that are due, those that lost theirs or their ticket, and how many there are. */
final class WaitingTasks {
    private static final String DUE =
            "SELECT * FROM ${prefix}task WHERE " + OpenTasks.OPEN + " AND due_at <= ? ORDER BY priority DESC, sequence";
    // A claimed task's ticket is picked, and those are few.
    private static final String LOST = """
            SELECT t.* FROM ${prefix}ticket k JOIN ${prefix}task t ON t.id = %s
            WHERE k.picked AND k.last_heartbeat <= ? AND t.due_at <= ? AND t.claimed LIMIT ?""".formatted(Ticket.idOf("k"));
    private static final String WITHOUT_TICKET =
            """
            SELECT * FROM ${prefix}task t WHERE %s AND due_at <= ? AND NOT EXISTS
                (SELECT 1 FROM ${prefix}ticket k WHERE k.task_name = %s AND k.task_instance = %s)
            LIMIT ?""".formatted(OpenTasks.OPEN, Ticket.nameOf("t"), Ticket.nextInstanceOf("t"));
    private static final String BACKLOG = """
            SELECT COUNT(*) FROM ${prefix}task
            WHERE parent IS NULL AND %s AND due_at IS NOT NULL AND NOT claimed AND state IN ('PENDING', 'RETRY')""".formatted(OpenTasks.OPEN);

    private final TaskTable tasks;

    WaitingTasks(TaskTable tasks) {
        this.tasks = tasks;
    }

    /** The best due tasks, unless their kind is not {@code known} here or left out. */
    List<TaskId> due(Connection connection, Instant now, int limit, PayloadJson known, Set<String> without)
            throws SQLException {
        List<TaskId> due = new ArrayList<>();
        try (PreparedStatement statement = tasks.prepare(connection, DUE)) {
            TaskTable.setInstant(statement, 1, now);
            statement.setFetchSize(Math.max(10, limit));
            try (ResultSet rows = statement.executeQuery()) {
                while (due.size() < limit && rows.next()) {
                    String kind = rows.getString("kind");
                    if (!without.contains(kind) && known.knows(kind, rows.getInt("version"))) {
                        due.add(new TaskId(rows.getObject("id", UUID.class)));
                    }
                }
            }
        }
        return due;
    }

    /** Tasks whose worker let the lease run out; the same twice if two tickets led to it. */
    List<TaskRow> lost(Connection connection, Instant now, int limit) throws SQLException {
        return tasks.list(connection, LOST, statement -> {
            TaskTable.setInstant(statement, 1, now);
            TaskTable.setInstant(statement, 2, now);
            statement.setInt(3, limit);
        });
    }

    /** Due tasks that no ticket would lead a worker to. */
    List<TaskRow> withoutTicket(Connection connection, Instant now, int limit) throws SQLException {
        return tasks.list(connection, WITHOUT_TICKET, statement -> {
            TaskTable.setInstant(statement, 1, now);
            statement.setInt(2, limit);
        });
    }

    int backlog(Connection connection) throws SQLException {
        try (PreparedStatement statement = tasks.prepare(connection, BACKLOG);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    int backlog(Connection connection, String owner) throws SQLException {
        try (PreparedStatement statement = tasks.prepare(connection, BACKLOG + " AND owner = ?")) {
            statement.setString(1, owner);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
