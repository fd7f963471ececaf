package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.StaleClaimException;
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
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of a claim does with its task, as {@link io.korrigo.task.TaskStore} says: each call is a transaction that
 * locks the task's row and is refused when the claim holds it no more.
 *
 * <p>A task ends in one statement where the database can; what that doesn't apply to goes the long way, which knows why.
 */
final class ClaimedTasks {
    private final Transactions transactions;
    private final StoreTime time;
    private final PayloadJson json;
    private final TaskTable tasks;
    private final TaskLogTable logs;
    private final TicketTable tickets;
    private final TaskEndings endings;
    private final @Nullable PostgresEndings atOnce;

    /** @param atOnce null where the database has no such statement */
    ClaimedTasks(
            Transactions transactions,
            StoreTime time,
            PayloadJson json,
            Tables tables,
            TaskEndings endings,
            @Nullable PostgresEndings atOnce) {
        this.transactions = transactions;
        this.time = time;
        this.json = json;
        this.tasks = tables.tasks();
        this.logs = tables.logs();
        this.tickets = tables.tickets();
        this.endings = endings;
        this.atOnce = atOnce;
    }

    /** Adds a line to its log. */
    void log(Claim claim, String line) {
        transactions.<@Nullable Void>run(connection -> {
            lockHeld(connection, claim);
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

    /** Ends it; gives the parent, if this was its last child and it is now due. */
    Optional<TaskId> end(Claim claim, TaskState how, @Nullable String result, @Nullable String error) {
        return endAtOnce(claim, how, result, error)
                .map(ended -> Optional.ofNullable(ended.parent()))
                .orElseGet(() -> endTheLongWay(claim, how, result, error));
    }

    private Optional<PostgresEndings.Ended> endAtOnce(
            Claim claim, TaskState how, @Nullable String result, @Nullable String error) {
        OptionalInt version = json.versionOf(claim.kind());
        if (atOnce == null || version.isEmpty()) {
            return Optional.empty();
        }
        String ticket = TicketTable.nameOf(claim.kind(), version.getAsInt());
        PostgresEndings.Ending ending = new PostgresEndings.Ending(claim, ticket, how, result, error);
        return transactions.runOne(connection -> atOnce.end(connection, ending, time.now(connection)));
    }

    private Optional<TaskId> endTheLongWay(
            Claim claim, TaskState how, @Nullable String result, @Nullable String error) {
        return transactions.run(connection -> {
            TaskRow row = lockHeld(connection, claim);
            row.result = result;
            row.error = error;
            tickets.removeLed(connection, row);
            return endings.end(connection, row, how, time.now(connection));
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

    private TaskRow lockHeld(Connection connection, Claim claim) throws SQLException {
        return tasks.lock(connection, claim.id())
                .filter(row -> row.heldBy(claim))
                .orElseThrow(() -> new StaleClaimException(claim));
    }

    private TaskRow lockWanted(Connection connection, Claim claim) throws SQLException {
        TaskRow row = lockHeld(connection, claim);
        if (row.cancelRequested) {
            throw new TaskCancelledException(row.id);
        }
        return row;
    }
}
