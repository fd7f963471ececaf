package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.LogLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The three steps that every task goes through, each as one statement of PostgreSQL's: one round trip and one commit, and
 * no row stays locked while the database waits for us.
 *
 * <p>A step of which a statement says that it did not apply is to be taken the long way, which knows why.
 */
final class PostgresSteps {
    private static final String SUBMIT = """
            WITH added AS (
                INSERT INTO ${prefix}task (id, kind, version, parameters, owner, idempotency_key, priority, state, step,
                    attempt, failures, lost, claimed, cancel_requested, due_at, children, ended_children, submitted_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', 'RUN', 0, 0, 0, FALSE, FALSE, ?, 0, 0, ?)
                ON CONFLICT DO NOTHING RETURNING id),
            ticket AS (
                INSERT INTO ${prefix}ticket (task_name, task_instance, execution_time, picked, version, priority)
                SELECT ?, ?, ?, FALSE, 1, ? FROM added)
            SELECT %s FROM added""";
    private static final String SUBMIT_QUIETLY = SUBMIT.formatted("1");
    private static final String SUBMIT_AND_NOTIFY = SUBMIT.formatted("pg_notify('${prefix}ticket', '')");
    private static final String CLAIM = """
            WITH held AS (
                UPDATE ${prefix}task SET attempt = attempt + 1, claimed = TRUE, due_at = ?,
                    state = CASE step WHEN 'RUN' THEN 'STARTED' ELSE 'PROGRESS' END,
                    progress_current = CASE step WHEN 'RUN' THEN NULL ELSE progress_current END,
                    progress_total = CASE step WHEN 'RUN' THEN NULL ELSE progress_total END,
                    first_worker = CASE attempt WHEN 0 THEN ? ELSE first_worker END,
                    first_claimed_at = CASE attempt WHEN 0 THEN ? ELSE first_claimed_at END
                WHERE id = ? AND due_at <= ? AND NOT claimed AND NOT cancel_requested
                    AND CONCAT(kind, '/', version) = ANY (STRING_TO_ARRAY(?, ','))
                RETURNING id, kind, version, parameters, owner, attempt, failures, lost, step),
            logged AS (
                INSERT INTO ${prefix}task_log (task, at, line)
                SELECT id, ?, LEFT('attempt ' || attempt || ' on ' || ?, 500) FROM held WHERE attempt > 1)
            SELECT * FROM held""";
    private static final String SUCCEED = """
            WITH ended AS (
                UPDATE ${prefix}task SET claimed = FALSE, due_at = NULL, state = 'SUCCESS', ended_at = ?, result = ?
                WHERE id = ? AND attempt = ? AND claimed AND parent IS NULL
                RETURNING id),
            followed AS (
                DELETE FROM ${prefix}ticket USING ended WHERE task_name = ? AND task_instance = ?)
            SELECT id FROM ended""";

    private final Statements statements;
    private final PayloadJson json;
    private final String known;

    PostgresSteps(Statements statements, PayloadJson json) {
        this.statements = statements;
        this.json = json;
        this.known = String.join(",", json.known());
    }

    /**
     * Stores a new task without a parent, and its ticket.
     *
     * @param notify whether to wake all nodes when the transaction commits
     * @return false when the owner has used the key before
     */
    boolean submit(Connection connection, TaskRow row, @Nullable String key, boolean notify) throws SQLException {
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
            TicketTable.bind(statement, 10, row);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Claims a task of a known kind that is due and that nobody lost or wants cancelled; empty for any other. */
    Optional<Claim> claim(Connection connection, UUID id, String worker, Instant now, Duration lease)
            throws SQLException {
        String name = new LogLine(now, worker).text();
        try (PreparedStatement statement = statements.prepare(connection, CLAIM)) {
            TaskTable.setInstant(statement, 1, now.plus(lease));
            statement.setString(2, name);
            TaskTable.setInstant(statement, 3, now);
            statement.setObject(4, id);
            TaskTable.setInstant(statement, 5, now);
            statement.setString(6, known);
            TaskTable.setInstant(statement, 7, now);
            statement.setString(8, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(TaskRow.claim(row, json)) : Optional.empty();
            }
        }
    }

    /** Ends a task without a parent, and takes its ticket away; false when the claim holds no such task. */
    boolean succeed(Connection connection, Claim claim, String ticketName, String result, Instant now)
            throws SQLException {
        try (PreparedStatement statement = statements.prepare(connection, SUCCEED)) {
            TaskTable.setInstant(statement, 1, now);
            statement.setString(2, result);
            statement.setObject(3, claim.id().value());
            statement.setInt(4, claim.attempt());
            statement.setString(5, ticketName);
            statement.setString(6, TicketTable.instanceOf(claim.id(), claim.attempt()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
