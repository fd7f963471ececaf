package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The rows that lead db-scheduler's workers to tasks: written in the transaction that makes a task due, one for each of
 * its attempts, and gone once a worker has looked. A ticket too many costs a look; the task's own row decides.
 *
 * <p>PostgreSQL keeps the plan of a statement that was made while the table was empty, and would then read all of it
 * for each ticket: 300 tasks a second instead of 1,200. So its schema writes 2,000 rows and deletes them, and vacuum
 * keeps the pages: half a megabyte.
 */
final class TicketTable {
    private static final String INSERT = """
            INSERT INTO ${prefix}ticket (task_name, task_instance, execution_time, picked, version, priority)
            VALUES (?, ?, ?, FALSE, 1, ?)""";

    private static final String FREE = """
            UPDATE ${prefix}ticket k SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL, version = version + 1
            WHERE picked AND last_heartbeat < ? AND EXISTS
                (SELECT 1 FROM ${prefix}task t WHERE t.id = %s AND t.due_at <= ? AND k.task_instance = %s)""".formatted(Ticket.idOf("k"), Ticket.nextInstanceOf("t"));

    private static final String WATCH = """
            SELECT EXISTS (SELECT 1 FROM ${prefix}ticket k JOIN ${prefix}task t ON t.id = %s
                    WHERE k.picked AND k.last_heartbeat <= ? AND t.due_at <= ? AND (t.claimed OR k.last_heartbeat < ?)),
                EXISTS (SELECT 1 FROM ${prefix}ticket WHERE NOT picked AND execution_time <= ?)""".formatted(Ticket.idOf("k"));

    private static final String POSTPONE = """
            UPDATE ${prefix}ticket SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL, execution_time = ?,
                version = version + 1 WHERE task_name = ? AND task_instance = ?""";
    private static final String RENAME =
            "UPDATE ${prefix}ticket SET task_name = ? WHERE task_name = ? AND task_instance = ?";
    private static final String REMOVE = "DELETE FROM ${prefix}ticket WHERE task_name = ? AND task_instance = ?";

    private final Statements statements;
    private final Dialect dialect;

    TicketTable(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /** Writes a ticket for the next attempt of a task that is due now or later; false when there is one. */
    boolean add(Connection connection, TaskRow task) throws SQLException {
        try (PreparedStatement statement = prepare(connection, dialect.insertIfAbsent(INSERT))) {
            bind(statement, 1, task);
            return dialect.insertedIfAbsent(statement);
        }
    }

    /** {@link #add} for tasks that were never due before. */
    void addNew(Connection connection, List<TaskRow> tasks) throws SQLException {
        try (PreparedStatement statement = prepare(connection, INSERT)) {
            for (TaskRow task : tasks) {
                bind(statement, 1, task);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Takes away the ticket that led to the attempt, as the attempt gives up its claim. */
    void removeLed(Connection connection, TaskRow task) throws SQLException {
        remove(connection, Ticket.nameOf(task.kind, task.version), Ticket.instanceOf(task.id, task.attempt));
    }

    /** Gives the ticket for the task's next attempt the name of its version of today. */
    void rename(Connection connection, TaskRow task, String before) throws SQLException {
        try (PreparedStatement statement = prepare(connection, RENAME)) {
            statement.setString(1, Ticket.nameOf(task.kind, task.version));
            statement.setString(2, before);
            statement.setString(3, Ticket.instanceOf(task.id, task.attempt + 1));
            statement.executeUpdate();
        }
    }

    /** Takes a ticket away, if it is there. */
    void remove(Connection connection, String name, String instance) throws SQLException {
        try (PreparedStatement statement = prepare(connection, REMOVE)) {
            statement.setString(1, name);
            statement.setString(2, instance);
            statement.executeUpdate();
        }
    }

    /** Lets a ticket lie until then, if it is there. */
    void postpone(Connection connection, String name, String instance, Instant until) throws SQLException {
        try (PreparedStatement statement = prepare(connection, POSTPONE)) {
            TaskTable.setInstant(statement, 1, until);
            statement.setString(2, name);
            statement.setString(3, instance);
            statement.executeUpdate();
        }
    }

    /**
     * Takes away the tickets of a parent's queued children, which somebody cancels: nobody picks them any more, and each
     * would cost a look.
     */
    void removeQueued(Connection connection, TaskId parent) throws SQLException {
        try (PreparedStatement statement = prepare(connection, dialect.removeQueuedTickets())) {
            statement.setObject(1, parent.value());
            statement.executeUpdate();
        }
    }

    /**
     * Frees tickets that a node picked before {@code pickedBefore} for attempts that it never claimed: it died in between.
     * The task may be one that another node had lost before.
     *
     * @return how many
     */
    int free(Connection connection, Instant pickedBefore, Instant now) throws SQLException {
        try (PreparedStatement statement = prepare(connection, FREE)) {
            TaskTable.setInstant(statement, 1, pickedBefore);
            TaskTable.setInstant(statement, 2, now);
            return statement.executeUpdate();
        }
    }

    /** Whether there are lost tasks, tickets that {@link #free} would free, or due ones. */
    LostTasks.Found watch(Connection connection, Instant now, Instant pickedBefore) throws SQLException {
        try (PreparedStatement statement = prepare(connection, WATCH)) {
            TaskTable.setInstant(statement, 1, now);
            TaskTable.setInstant(statement, 2, now);
            TaskTable.setInstant(statement, 3, pickedBefore);
            TaskTable.setInstant(statement, 4, now);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                boolean due = row.getBoolean(2);
                return row.getBoolean(1)
                        ? LostTasks.Found.LOST
                        : due ? LostTasks.Found.TICKETS : LostTasks.Found.NOTHING;
            }
        }
    }

    /** Sets name, instance, time and priority of the ticket for the task's next attempt. */
    static void bind(PreparedStatement statement, int first, TaskRow task) throws SQLException {
        Instant due = Objects.requireNonNull(task.dueAt, "dueAt");
        statement.setString(first, Ticket.nameOf(task.kind, task.version));
        statement.setString(first + 1, Ticket.instanceOf(task.id, task.attempt + 1));
        TaskTable.setInstant(statement, first + 2, due);
        statement.setShort(first + 3, (short) task.rank);
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return statements.prepare(connection, sql);
    }
}
