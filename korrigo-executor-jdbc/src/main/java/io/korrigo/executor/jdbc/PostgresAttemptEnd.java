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
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt as one statement of PostgreSQL's: ends the task, takes its ticket away and counts it at its
 * parent, which is due and has a ticket when that was the last child. What that doesn't apply to goes the plain way,
 * which knows why.
 *
 * <p>Whoever waits for the parent's row reads it again before counting, so that of children that end at the same time
 * each counts and only one is the last. A child's row is locked before its parent's, as everywhere.
 */
final class PostgresAttemptEnd implements AttemptEnd {
    private static final String END = """
            WITH ended AS (
                UPDATE ${prefix}task SET %s, result = ?, error = ?
                WHERE id = ? AND attempt = ? AND claimed
                RETURNING id, parent),
            followed AS (
                DELETE FROM ${prefix}ticket USING ended WHERE task_name = ? AND task_instance = ?),
            counted AS (
                UPDATE ${prefix}task p SET %s, %s
                FROM ended WHERE p.id = ended.parent
                RETURNING p.id, p.kind, p.version, p.attempt, p.priority, p.due_at,
                    p.ended_at IS NULL AND p.ended_children = p.children AS was_last),
            led AS (
                INSERT INTO ${prefix}ticket (task_name, task_instance, execution_time, picked, version, priority)
                SELECT %s, %s, due_at, FALSE, 1, priority
                FROM counted WHERE was_last
                ON CONFLICT DO NOTHING)
            SELECT (SELECT id FROM counted WHERE was_last), parent IS NULL FROM ended""".formatted(
                    OpenTasks.ENDED,
                    OpenTasks.count("1"),
                    OpenTasks.LAST_CHILD,
                    Ticket.nameOf("counted"),
                    Ticket.nextInstanceOf("counted"));

    private static final String END_WITHOUT_PARENT = """
            WITH ended AS (
                UPDATE ${prefix}task SET %s, result = ?, error = ?
                WHERE id = ? AND attempt = ? AND claimed AND parent IS NULL
                RETURNING id),
            followed AS (
                DELETE FROM ${prefix}ticket USING ended WHERE task_name = ? AND task_instance = ?)
            SELECT NULL FROM ended""".formatted(OpenTasks.ENDED);

    private final Transactions transactions;
    private final StoreTime time;
    private final PayloadJson json;
    private final Statements statements;
    private final AttemptEnd plain;
    // For kinds whose last task had no parent, the shorter statement is tried first.
    private final Set<String> kindsWithoutParents = ConcurrentHashMap.newKeySet();

    /** @param plain for claims that hold nothing any more, and for kinds that this node doesn't know */
    PostgresAttemptEnd(
            Transactions transactions, StoreTime time, PayloadJson json, Statements statements, AttemptEnd plain) {
        this.transactions = transactions;
        this.time = time;
        this.json = json;
        this.statements = statements;
        this.plain = plain;
    }

    /** @param parent the task's, if this was its last child and it is now due */
    private record Ended(@Nullable TaskId parent) {}

    /**
     * How an attempt ends.
     *
     * @param ticketName what the ticket of this attempt is called
     */
    private record Ending(
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
            statement.setString(8, Ticket.instanceOf(claim.id(), claim.attempt()));
        }
    }

    @Override
    public Optional<TaskId> end(Claim claim, TaskState how, @Nullable String result, @Nullable String error) {
        OptionalInt version = json.versionOf(claim.kind());
        if (version.isEmpty()) {
            return plain.end(claim, how, result, error);
        }
        Ending ending = new Ending(claim, Ticket.nameOf(claim.kind(), version.getAsInt()), how, result, error);
        return transactions
                .runOne(connection -> endAtOnce(connection, ending, time.now(connection)))
                .map(ended -> Optional.ofNullable(ended.parent()))
                .orElseGet(() -> plain.end(claim, how, result, error));
    }

    /** Empty, and nothing done, when the claim holds nothing any more. */
    private Optional<Ended> endAtOnce(Connection connection, Ending ending, Instant now) throws SQLException {
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
