package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.LogLine;
import io.korrigo.task.Progress;
import io.korrigo.task.StaleClaimException;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the table of tasks.
 *
 * <p>On PostgreSQL no index has a column that a claim changes, and rows leave a fifth of each page free: a claim is
 * then written beside the row that it replaces (a HOT update) and costs no index. Due tasks are looked for among the
 * open ones; those that lost their worker by the tickets that are picked, which are few, so every held task must have
 * a ticket. Measured on a loaded machine, CPU of PostgreSQL for a no-op: 1.17 ms before, 0.74 ms after, 0.68 ms for
 * db-scheduler's own.
 */
final class TaskTable {
    /** Sets a statement's parameters. */
    interface Binding {
        void on(PreparedStatement statement) throws SQLException;
    }

    private static final String INSERT = """
            INSERT INTO ${prefix}task (id, kind, version, parameters, owner, idempotency_key, priority, parent, state,
                step, attempt, failures, lost, claimed, cancel_requested, due_at, children, ended_children, submitted_at,
                subject)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, FALSE, FALSE, ?, 0, 0, ?, ?)""";
    private static final String UPDATE = """
            UPDATE ${prefix}task SET state = ?, step = ?, attempt = ?, failures = ?, lost = ?, claimed = ?,
                cancel_requested = ?, due_at = ?, children = ?, ended_children = ?, progress_current = ?,
                progress_total = ?
            WHERE id = ?""";

    // A report that is behind the last one changes the state only.
    private static final String PROGRESS = """
            UPDATE ${prefix}task SET state = 'PROGRESS',
                progress_current = CASE WHEN %1$s THEN progress_current ELSE CAST(? AS BIGINT) END,
                progress_total = CASE WHEN %1$s THEN progress_total ELSE CAST(? AS BIGINT) END
            WHERE id = ? AND attempt = ? AND claimed""".formatted("""
            progress_current IS NOT NULL
                    AND COALESCE(CAST(progress_current AS DOUBLE PRECISION) / NULLIF(progress_total, 0), 1) > ?""");

    private static final String FIRST_WORKER =
            "UPDATE ${prefix}task SET first_worker = ?, first_claimed_at = ? WHERE id = ?";

    private final Statements statements;
    private final Dialect dialect;

    TaskTable(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return statements.prepare(connection, sql);
    }

    /** False when the owner has used the key before. */
    boolean insertIfAbsent(Connection connection, TaskRow row, @Nullable String key) throws SQLException {
        try (PreparedStatement statement = prepare(connection, dialect.insertIfAbsent(INSERT))) {
            bindNew(statement, row, key);
            return dialect.insertedIfAbsent(statement);
        }
    }

    void insert(Connection connection, List<TaskRow> rows) throws SQLException {
        try (PreparedStatement statement = prepare(connection, INSERT)) {
            for (TaskRow row : rows) {
                bindNew(statement, row, null);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bindNew(PreparedStatement statement, TaskRow row, @Nullable String key) throws SQLException {
        statement.setObject(1, row.id.value());
        statement.setString(2, row.kind);
        statement.setInt(3, row.version);
        statement.setString(4, row.parameters);
        statement.setString(5, row.owner);
        statement.setString(6, key);
        statement.setInt(7, row.rank);
        setId(statement, 8, row.parent);
        statement.setString(9, row.state.name());
        statement.setString(10, row.step.name());
        setInstant(statement, 11, row.dueAt);
        setInstant(statement, 12, row.submittedAt);
        statement.setString(13, row.subject);
    }

    void update(Connection connection, TaskRow row) throws SQLException {
        try (PreparedStatement statement = prepare(connection, UPDATE)) {
            statement.setString(1, row.state.name());
            statement.setString(2, row.step.name());
            statement.setInt(3, row.attempt);
            statement.setInt(4, row.failures);
            statement.setInt(5, row.lost);
            statement.setBoolean(6, row.claimed);
            statement.setBoolean(7, row.cancelRequested);
            setInstant(statement, 8, row.dueAt);
            statement.setInt(9, row.children);
            statement.setInt(10, row.endedChildren);
            setProgress(statement, 11, row.progress);
            statement.setObject(13, row.id.value());
            requireOne(statement.executeUpdate(), row);
        }
    }

    /** What a statement updated that was to update a locked row. */
    static void requireOne(int updated, TaskRow row) {
        if (updated != 1) {
            throw new TaskStoreException("Task " + row.id + " went away while it was locked", null);
        }
    }

    /** Stores how far an attempt is, as {@link Progress#isBehind} allows; false when the claim holds no task. */
    boolean progress(Connection connection, Claim claim, Progress progress) throws SQLException {
        double fraction = progress.total() == 0 ? 1 : (double) progress.current() / progress.total();
        try (PreparedStatement statement = prepare(connection, PROGRESS)) {
            statement.setDouble(1, fraction);
            statement.setLong(2, progress.current());
            statement.setDouble(3, fraction);
            statement.setLong(4, progress.total());
            statement.setObject(5, claim.id().value());
            statement.setInt(6, claim.attempt());
            return statement.executeUpdate() == 1;
        }
    }

    /** Stores version and parameters anew. */
    void upgrade(Connection connection, TaskRow row) throws SQLException {
        try (PreparedStatement statement =
                prepare(connection, "UPDATE ${prefix}task SET version = ?, parameters = ? WHERE id = ?")) {
            statement.setInt(1, row.version);
            statement.setString(2, row.parameters);
            statement.setObject(3, row.id.value());
            statement.executeUpdate();
        }
    }

    /** Notes who claimed the task first, which the task's log begins with. */
    void noteFirstWorker(Connection connection, TaskId id, String worker, Instant now) throws SQLException {
        try (PreparedStatement statement = prepare(connection, FIRST_WORKER)) {
            statement.setString(1, new LogLine(now, worker).text());
            setInstant(statement, 2, now);
            statement.setObject(3, id.value());
            statement.executeUpdate();
        }
    }

    Optional<TaskRow> find(Connection connection, TaskId id) throws SQLException {
        return one(connection, "SELECT * FROM ${prefix}task WHERE id = ?", s -> s.setObject(1, id.value()));
    }

    /** The row, which nobody else can change before this transaction ends. */
    Optional<TaskRow> lock(Connection connection, TaskId id) throws SQLException {
        return one(connection, "SELECT * FROM ${prefix}task WHERE id = ? FOR UPDATE", s -> s.setObject(1, id.value()));
    }

    /** {@link #lock}, for the holder of a claim. */
    TaskRow lockHeld(Connection connection, Claim claim) throws SQLException {
        return lock(connection, claim.id())
                .filter(row -> row.heldBy(claim))
                .orElseThrow(() -> new StaleClaimException(claim));
    }

    Optional<TaskRow> findByKey(Connection connection, String owner, String key) throws SQLException {
        return one(connection, "SELECT * FROM ${prefix}task WHERE owner = ? AND idempotency_key = ?", statement -> {
            statement.setString(1, owner);
            statement.setString(2, key);
        });
    }

    List<TaskRow> children(Connection connection, TaskId parent) throws SQLException {
        return list(
                connection,
                "SELECT * FROM ${prefix}task WHERE parent = ? ORDER BY sequence",
                s -> s.setObject(1, parent.value()));
    }

    /**
     * Prolongs those of the claims that still hold, in one statement.
     *
     * @return for each of those whether somebody asked to cancel it
     */
    Map<TaskId, Boolean> prolong(Connection connection, List<Claim> claims, Instant until) throws SQLException {
        String update = "UPDATE ${prefix}task SET due_at = ? WHERE claimed AND ("
                + String.join(" OR ", Collections.nCopies(claims.size(), "id = ? AND attempt = ?")) + ")";
        Map<TaskId, Boolean> held = new HashMap<>();
        try (PreparedStatement statement =
                prepare(connection, dialect.updateReturning(update, "id, cancel_requested"))) {
            setInstant(statement, 1, until);
            int index = 2;
            for (Claim claim : claims) {
                statement.setObject(index++, claim.id().value());
                statement.setInt(index++, claim.attempt());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.put(new TaskId(rows.getObject(1, UUID.class)), rows.getBoolean(2));
                }
            }
        }
        return held;
    }

    private Optional<TaskRow> one(Connection connection, String sql, Binding binding) throws SQLException {
        return list(connection, sql, binding).stream().findFirst();
    }

    /** The rows that a {@code SELECT *} finds. */
    List<TaskRow> list(Connection connection, String sql, Binding binding) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql)) {
            binding.on(statement);
            List<TaskRow> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new TaskRow(rows));
                }
            }
            return found;
        }
    }

    private static void setId(PreparedStatement statement, int index, @Nullable TaskId id) throws SQLException {
        statement.setObject(index, id == null ? null : id.value());
    }

    private static void setProgress(PreparedStatement statement, int index, @Nullable Progress progress)
            throws SQLException {
        if (progress == null) {
            statement.setNull(index, Types.BIGINT);
            statement.setNull(index + 1, Types.BIGINT);
        } else {
            statement.setLong(index, progress.current());
            statement.setLong(index + 1, progress.total());
        }
    }

    static void setInstant(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        }
    }
}
