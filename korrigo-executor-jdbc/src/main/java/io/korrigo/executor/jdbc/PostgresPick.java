package io.korrigo.executor.jdbc;

import static java.util.Collections.nCopies;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.shaded.jdbc.RowMapper;
import io.korrigo.task.LogLine;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Picks tickets and claims the tasks that they lead to, all in one statement of PostgreSQL's: a worker that gets one begins
 * at once.
 *
 * <p>Claimed is what the ticket says it leads to: a due task that nobody lost, cancelled or has to upgrade. Any other
 * ticket comes without a claim, for a worker to look into.
 *
 * <p>PostgreSQL keeps the plans of prepared statements: one made for an empty queue would read all due tickets of a
 * kind and sort them, for each pick. So no index fits the kinds' names, a look after a full pick has another text, and
 * indexes on tickets are partial. To plan each execution would cost as much as the statement. Tables never analysed
 * may have a bad plan until autovacuum has seen them.
 */
final class PostgresPick implements PickStatement {
    // CASE keeps the planner from looking for what many have in common, a kind or to be due, before what few have.
    private static final String PICK = """
            WITH due AS (
                SELECT task_name, task_instance FROM ${prefix}ticket
                WHERE picked = FALSE AND execution_time <= ? AND CASE WHEN task_name IN (%s) THEN TRUE END
                ORDER BY priority DESC, execution_time LIMIT %d FOR UPDATE SKIP LOCKED),
            picked AS (
                UPDATE ${prefix}ticket t SET picked = TRUE, picked_by = ?, last_heartbeat = ?, version = t.version + 1
                FROM due WHERE t.task_name = due.task_name AND t.task_instance = due.task_instance RETURNING t.*),
            claimed AS (
                UPDATE ${prefix}task k SET attempt = attempt + 1, claimed = TRUE, due_at = ?,
                    state = CASE step WHEN 'RUN' THEN 'STARTED' ELSE 'PROGRESS' END,
                    progress_current = CASE step WHEN 'RUN' THEN NULL ELSE progress_current END,
                    progress_total = CASE step WHEN 'RUN' THEN NULL ELSE progress_total END,
                    first_worker = CASE attempt WHEN 0 THEN ? ELSE first_worker END,
                    first_claimed_at = CASE attempt WHEN 0 THEN ? ELSE first_claimed_at END
                FROM due WHERE k.id = ${id} AND due.task_instance = ${instance}
                    AND CASE WHEN k.due_at <= ? THEN TRUE END AND NOT k.claimed AND NOT k.cancel_requested
                    AND ${name} = ANY (STRING_TO_ARRAY(?, ','))
                RETURNING k.id, k.kind, k.version, k.parameters, k.owner, k.attempt, k.failures, k.lost, k.step,
                    due.task_name, due.task_instance),
            logged AS (
                INSERT INTO ${prefix}task_log (task, at, line)
                SELECT id, ?, LEFT('attempt ' || attempt || ' on ' || ?, 500) FROM claimed WHERE attempt > 1)
            SELECT task_name, task_instance, execution_time, consecutive_failures, p.version AS ticket_version,
                id, kind, c.version, parameters, owner, attempt, failures, lost, step
            FROM picked p LEFT JOIN claimed c USING (task_name, task_instance)
            ORDER BY p.priority DESC, execution_time%s""".replace("${id}", Ticket.idOf("due"))
            .replace("${name}", Ticket.nameOf("k"))
            .replace("${instance}", Ticket.nextInstanceOf("k"));
    // The plan that the database made, and keeps, for an empty queue would read all of a long one.
    private static final String OF_MANY = " -- of many";

    private final Statements statements;
    private final PayloadJson json;
    private final String known;
    private final Duration lease;
    private final PickedClaims claims;

    /** @param claims gets each claim before its ticket is handed out */
    PostgresPick(Statements statements, PayloadJson json, Duration lease, PickedClaims claims) {
        this.statements = statements;
        this.json = json;
        this.known = String.join(",", json.known());
        this.lease = lease;
        this.claims = claims;
    }

    @Override
    public List<Execution> pick(
            JdbcTaskRepositoryContext context, Instant now, List<String> wanted, int limit, boolean queue) {
        String sql = PICK.formatted(String.join(", ", nCopies(wanted.size(), "?")), limit, queue ? OF_MANY : "");
        String node = context.schedulerName.getName();
        long before = System.nanoTime();
        RowMapper<Execution> ticket = row -> ticket(row, now, node, before);
        return context.jdbcRunner.query(statements.of(sql), statement -> bind(statement, now, wanted, node), ticket);
    }

    private void bind(PreparedStatement statement, Instant now, List<String> wanted, String node) throws SQLException {
        int index = 1;
        TaskTable.setInstant(statement, index++, now);
        for (String name : wanted) {
            statement.setString(index++, name);
        }
        statement.setString(index++, node);
        TaskTable.setInstant(statement, index++, now);
        TaskTable.setInstant(statement, index++, now.plus(lease));
        statement.setString(index++, new LogLine(now, node).text());
        TaskTable.setInstant(statement, index++, now);
        TaskTable.setInstant(statement, index++, now);
        statement.setString(index++, known);
        TaskTable.setInstant(statement, index++, now);
        statement.setString(index, node);
    }

    private Execution ticket(ResultSet row, Instant now, String node, long before) throws SQLException {
        String instance = row.getString("task_instance");
        if (row.getString("id") != null) {
            claims.add(instance, TaskRow.claim(row, json), before);
        }
        return new Execution(
                row.getObject("execution_time", OffsetDateTime.class).toInstant(),
                new TaskInstance<Void>(row.getString("task_name"), instance),
                true,
                node,
                null,
                null,
                row.getInt("consecutive_failures"),
                now,
                row.getLong("ticket_version"));
    }
}
