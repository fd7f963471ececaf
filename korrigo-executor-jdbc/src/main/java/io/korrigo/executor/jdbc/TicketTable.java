package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rows that lead db-scheduler's workers to tasks: written in the transaction that makes a task due, one for each of
 * its attempts, and gone once a worker has looked. A ticket too many costs a look; the task's own row decides.
 */
final class TicketTable {
    private static final String INSERT = """
            INSERT INTO ${prefix}ticket (task_name, task_instance, execution_time, picked, version, priority)
            VALUES (?, ?, ?, FALSE, 1, ?)""";

    private static final String FREE = """
            UPDATE ${prefix}ticket SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL, version = version + 1
            WHERE picked AND last_heartbeat < ? AND CAST(SUBSTRING(task_instance, 1, 36) AS UUID) IN
                (SELECT id FROM ${prefix}task WHERE due_at <= ? AND NOT claimed)""";

    private final String prefix;
    private final Database database;

    TicketTable(String prefix, Database database) {
        this.prefix = prefix;
        this.database = database;
    }

    /** What db-scheduler calls a kind of task: nodes that don't know the version leave its tickets alone. */
    static String nameOf(String kind, int version) {
        return kind + "/" + version;
    }

    /** The kind in what db-scheduler calls it. */
    static String kindOf(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    /** The task that a ticket's instance leads to. */
    static Optional<TaskId> taskOf(String instance) {
        return TaskId.parse(instance.substring(0, Math.max(0, instance.indexOf('/'))));
    }

    /** Writes a ticket for the next attempt of a task that is due now or later; false when there is one. */
    boolean add(Connection connection, TaskRow task) throws SQLException {
        try (PreparedStatement statement = prepare(connection, database.insertIfAbsent(INSERT))) {
            bind(statement, task);
            return database.insertedIfAbsent(statement);
        }
    }

    /** {@link #add} for tasks that were never due before. */
    void addNew(Connection connection, List<TaskRow> tasks) throws SQLException {
        try (PreparedStatement statement = prepare(connection, INSERT)) {
            for (TaskRow task : tasks) {
                bind(statement, task);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Frees tickets that a node picked before {@code pickedBefore} for tasks that it never claimed: it died in between.
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

    private static void bind(PreparedStatement statement, TaskRow task) throws SQLException {
        Instant due = Objects.requireNonNull(task.dueAt, "dueAt");
        statement.setString(1, nameOf(task.kind, task.version));
        statement.setString(2, task.id + "/" + (task.attempt + 1));
        TaskTable.setInstant(statement, 3, due);
        statement.setShort(4, (short) task.rank);
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(sql.replace("${prefix}", prefix));
    }
}
