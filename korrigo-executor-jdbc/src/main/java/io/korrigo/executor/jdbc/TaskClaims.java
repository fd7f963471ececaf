package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRunner;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Claims tasks one by one: those that no statement claimed when it picked their tickets.
 *
 * <p>A task that kills its process takes along what runs beside it, and all of it would be found and picked together
 * again. So of tasks that can lose one more worker only, a node runs one at a time and puts the tickets of others off
 * by a second, unclaimed, so that a death costs them nothing: after two crashes in a row, long tasks that ran at both
 * run one after the other.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class TaskClaims {
    private final Transactions transactions;
    private final StoreTime time;
    private final PayloadJson json;
    private final TaskTable tasks;
    private final TaskLogTable logs;
    private final TicketTable tickets;
    private final TaskEndings endings;

    TaskClaims(Transactions transactions, StoreTime time, PayloadJson json, Tables tables, TaskEndings endings) {
        this.transactions = transactions;
        this.time = time;
        this.json = json;
        this.tasks = tables.tasks();
        this.logs = tables.logs();
        this.tickets = tables.tickets();
        this.endings = endings;
    }

    /** {@link JdbcTaskStore#claim}. */
    Optional<Claim> claim(TaskId id, String worker, Duration lease) {
        return transactions.run(connection -> {
            Instant now = time.now(connection);
            Optional<TaskRow> found =
                    tasks.lock(connection, id).filter(row -> row.dueAt(now) && json.knows(row.kind, row.version));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            TaskRow row = found.get();
            if (row.claimed) {
                row.lost++;
                logs.add(connection, id, now, "attempt " + row.attempt + " lost its worker");
            }
            if (row.cancelRequested) {
                endings.end(connection, row, TaskState.REVOKED, now);
                return Optional.empty();
            }
            upgrade(connection, row);
            row.attempt++;
            row.claimed = true;
            row.dueAt = now.plus(lease);
            if (row.step == Claim.Step.RUN) {
                row.progress = null;
                row.state = TaskState.STARTED;
            } else {
                row.state = TaskState.PROGRESS;
            }
            tasks.update(connection, row);
            if (row.attempt == 1) {
                tasks.noteFirstWorker(connection, id, worker, now);
            } else {
                logs.add(connection, id, now, "attempt " + row.attempt + " on " + worker);
            }
            return Optional.of(row.claim(json));
        });
    }

    /** Makes an older version of a kind today's, for whoever runs it now: its result will be today's. */
    private void upgrade(Connection connection, TaskRow row) throws SQLException {
        int today = json.versionOf(row.kind).orElseThrow();
        if (row.version != today) {
            String ledBy = Ticket.nameOf(row.kind, row.version);
            row.parameters = json.write(json.readParameters(row.kind, row.version, row.parameters));
            row.version = today;
            tasks.upgrade(connection, row);
            tickets.rename(connection, row, ledBy);
        }
    }

    /** Whether the task was lost by all workers but one that it may lose; it can't run before it is claimed again. */
    boolean isAtItsLastWorker(TaskId id) {
        return transactions
                .runOne(connection -> tasks.find(connection, id))
                .filter(row -> row.claimed && row.lost == TaskRunner.LOST_WORKERS - 2)
                .isPresent();
    }
}
