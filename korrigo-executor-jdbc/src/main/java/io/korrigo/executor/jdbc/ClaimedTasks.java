package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskCancelledException;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of a claim does with its task, as {@link io.korrigo.task.TaskStore} says: each call is a transaction that
 * locks the task's row and is refused when the claim holds it no more.
 */
final class ClaimedTasks {
    private final Transactions transactions;
    private final StoreTime time;
    private final PayloadJson json;
    private final TaskTable tasks;
    private final TaskLogTable logs;
    private final TicketTable tickets;

    ClaimedTasks(Transactions transactions, StoreTime time, PayloadJson json, Tables tables) {
        this.transactions = transactions;
        this.time = time;
        this.json = json;
        this.tasks = tables.tasks();
        this.logs = tables.logs();
        this.tickets = tables.tickets();
    }

    /** Adds a line to its log. */
    void log(Claim claim, String line) {
        transactions.<@Nullable Void>run(connection -> {
            tasks.lockHeld(connection, claim);
            logs.add(connection, claim.id(), time.now(connection), line);
            logs.trim(connection, claim.id());
            return null;
        });
    }

    /** Stores its children, for which it waits. */
    List<TaskId> awaitChildren(Claim claim, List<Submission<?>> children) {
        return transactions.run(connection -> {
            TaskRow row = lockWanted(connection, claim);
            Instant now = time.now(connection);
            List<TaskRow> added = new ArrayList<>();
            for (Submission<?> child : children) {
                int rank = child.rankAsChild(added.size());
                added.add(new TaskRow(child, rank, json.write(child.parameters()), row.id, now));
            }
            row.claimed = false;
            row.step = Claim.Step.FINISH;
            row.state = TaskState.PROGRESS;
            row.failures = 0;
            row.lost = 0;
            row.children = children.size();
            row.progress = new Progress(0, children.size());
            row.dueAt = children.isEmpty() ? now : null;
            tasks.update(connection, row);
            tickets.removeLed(connection, row);
            if (children.isEmpty()) {
                tickets.add(connection, row);
            } else {
                tasks.insert(connection, added);
                tickets.addNew(connection, added);
            }
            return added.stream().map(child -> child.id).toList();
        });
    }

    /** Gives it up until after a pause. */
    void retry(Claim claim, Duration pause, String reason) {
        transactions.<@Nullable Void>run(connection -> {
            TaskRow row = lockWanted(connection, claim);
            Instant now = time.now(connection);
            row.claimed = false;
            row.failures++;
            row.state = TaskState.RETRY;
            row.dueAt = now.plus(pause);
            tasks.update(connection, row);
            tickets.removeLed(connection, row);
            tickets.add(connection, row);
            logs.add(connection, row.id, now, reason);
            return null;
        });
    }

    /** Gives it up for whoever comes next. */
    void release(Claim claim) {
        transactions.<@Nullable Void>run(connection -> {
            TaskRow row = lockWanted(connection, claim);
            Instant now = time.now(connection);
            row.claimed = false;
            row.state = row.step == Claim.Step.RUN ? TaskState.PENDING : TaskState.PROGRESS;
            row.dueAt = now;
            tasks.update(connection, row);
            tickets.removeLed(connection, row);
            tickets.add(connection, row);
            logs.add(connection, row.id, now, "attempt " + row.attempt + " handed back");
            return null;
        });
    }

    private TaskRow lockWanted(Connection connection, Claim claim) throws SQLException {
        TaskRow row = tasks.lockHeld(connection, claim);
        if (row.cancelRequested) {
            throw new TaskCancelledException(row.id);
        }
        return row;
    }
}
