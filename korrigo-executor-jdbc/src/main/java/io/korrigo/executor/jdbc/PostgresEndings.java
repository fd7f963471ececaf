package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt as one statement of PostgreSQL's: ends the task, takes its ticket away and counts it at its
 * parent, which is due and has a ticket when that was the last child.
 *
 * <p>Whoever waits for the parent's row reads it again before counting, so that of children that end at the same time
 * each counts and only one is the last. A child's row is locked before its parent's, as everywhere.
 */
final class PostgresEndings {
    private static final String END = """
            WITH ended AS (
                UPDATE ${prefix}task SET claimed = FALSE, due_at = NULL, state = ?, ended_at = ?, result = ?, error = ?
                WHERE id = ? AND attempt = ? AND claimed
                RETURNING id, parent),
            followed AS (
                DELETE FROM ${prefix}ticket USING ended WHERE task_name = ? AND task_instance = ?),
            counted AS (
                UPDATE ${prefix}task p SET ended_children = p.ended_children + 1,
                    progress_current = CASE WHEN p.ended_at IS NULL THEN p.ended_children + 1 ELSE p.progress_current END,
                    progress_total = CASE WHEN p.ended_at IS NULL THEN p.children ELSE p.progress_total END,
                    due_at = CASE WHEN p.ended_at IS NULL AND p.ended_children + 1 = p.children THEN ? ELSE p.due_at END
                FROM ended WHERE p.id = ended.parent
                RETURNING p.id, p.kind, p.version, p.attempt, p.priority, p.due_at,
                    p.ended_at IS NULL AND p.ended_children = p.children AS was_last),
            led AS (
                INSERT INTO ${prefix}ticket (task_name, task_instance, execution_time, picked, version, priority)
                SELECT CONCAT(kind, '/', version), CONCAT(id, '/', attempt + 1), due_at, FALSE, 1, priority
                FROM counted WHERE was_last
                ON CONFLICT DO NOTHING)
            SELECT (SELECT id FROM counted WHERE was_last), parent IS NULL FROM ended""";

    private static final String END_WITHOUT_PARENT = """
            WITH ended AS (
                UPDATE ${prefix}task SET claimed = FALSE, due_at = NULL, state = ?, ended_at = ?, result = ?, error = ?
                WHERE id = ? AND attempt = ? AND claimed AND parent IS NULL
                RETURNING id),
            followed AS (
                DELETE FROM ${prefix}ticket USING ended WHERE task_name = ? AND task_instance = ?)
            SELECT NULL FROM ended""";

    private final Statements statements;
    // For kinds whose last task had no parent, the shorter statement is tried first.
    private final Set<String> kindsWithoutParents = ConcurrentHashMap.newKeySet();

    PostgresEndings(Statements statements) {
        this.statements = statements;
    }

    /** @param parent the task's, if this was its last child and it is now due */
    record Ended(@Nullable TaskId parent) {}

    /**
     * How an attempt ends.
     *
     * @param ticketName what the ticket of this attempt is called
     */
    record Ending(
            Claim claim,
            String ticketName,
            TaskState how,
            @Nullable String result,
            @Nullable String error) {
        private void bind(PreparedStatement statement, Instant now) throws SQLException {
            statement.setString(1, how.name());
            TaskTable.setInstant(statement, 2, now);
            statement.setString(3, result);
            statement.setString(4, error);
            statement.setObject(5, claim.id().value());
            statement.setInt(6, claim.attempt());
            statement.setString(7, ticketName);
            statement.setString(8, TicketTable.instanceOf(claim.id(), claim.attempt()));
        }
    }

    /** Ends the task that a claim holds; empty, and nothing done, when it holds none any more. */
    Optional<Ended> end(Connection connection, Ending ending, Instant now) throws SQLException {
        String kind = ending.claim.kind();
        if (kindsWithoutParents.contains(kind)) {
            try (PreparedStatement statement = statements.prepare(connection, END_WITHOUT_PARENT)) {
                ending.bind(statement, now);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        return Optional.of(new Ended(null));
                    }
                }
            }
        }
        try (PreparedStatement statement = statements.prepare(connection, END)) {
            ending.bind(statement, now);
            TaskTable.setInstant(statement, 9, now);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (row.getBoolean(2)) {
                    kindsWithoutParents.add(kind);
                } else {
                    kindsWithoutParents.remove(kind);
                }
                UUID parent = row.getObject(1, UUID.class);
                return Optional.of(new Ended(parent == null ? null : new TaskId(parent)));
            }
        }
    }
}
