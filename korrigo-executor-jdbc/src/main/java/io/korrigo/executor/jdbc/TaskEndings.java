package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How tasks end, and what that means to their parents and children.
 *
 * <p>Whoever locks several rows locks a child before its parent, so nobody waits in a circle.
 */
final class TaskEndings {
    private static final String CANCEL_REQUESTED = "cancel requested";

    private final StoreTime time;
    private final TaskTable tasks;
    private final TaskLogTable logs;
    private final TicketTable tickets;
    private final OpenTasks openTasks;
    private final OpenChildren open;

    TaskEndings(StoreTime time, Tables tables) {
        this.time = time;
        this.tasks = tables.tasks();
        this.logs = tables.logs();
        this.tickets = tables.tickets();
        this.openTasks = tables.openTasks();
        this.open = tables.openChildren();
    }

    /**
     * Ends the task that a claim holds, whose ticket goes with it.
     *
     * @return the parent, if this was its last child and it is now due
     */
    Optional<TaskId> end(
            Connection connection, Claim claim, TaskState how, @Nullable String result, @Nullable String error)
            throws SQLException {
        TaskRow row = tasks.lockHeld(connection, claim);
        row.result = result;
        row.error = error;
        tickets.removeLed(connection, row);
        return end(connection, row, how, time.now(connection));
    }

    /**
     * Ends a locked task and counts it at its parent, whose row serializes the last children.
     *
     * @return the parent, if this was its last child and it is now due
     */
    Optional<TaskId> end(Connection connection, TaskRow row, TaskState how, Instant now) throws SQLException {
        openTasks.end(connection, row, how, now);
        if (row.parent == null) {
            return Optional.empty();
        }
        TaskRow parent = openTasks.countChild(connection, row.parent, now);
        if (parent.endedChildren < parent.children || parent.state.ready()) {
            return Optional.empty();
        }
        tickets.add(connection, parent);
        return Optional.of(parent.id);
    }

    /** Cancels a task and all below it; false when it is unknown or has ended. */
    boolean cancel(Connection connection, TaskId id) throws SQLException {
        Optional<TaskRow> found = tasks.find(connection, id);
        if (found.isEmpty() || found.get().state.ready()) {
            return false;
        }
        cancelFamily(connection, id);
        return true;
    }

    private void cancelFamily(Connection connection, TaskId id) throws SQLException {
        int found = cancelChildren(connection, id);
        TaskRow row = tasks.lock(connection, id).orElseThrow();
        if (found == 0 && row.endedChildren < row.children) {
            // They were planned while we waited for the lock.
            cancelChildren(connection, id);
            row = tasks.lock(connection, id).orElseThrow();
        }
        if (row.state.ready()) {
            return;
        }
        Instant now = time.now(connection);
        logs.add(connection, id, now, CANCEL_REQUESTED);
        row.cancelRequested = true;
        if (row.claimed && !row.dueAt(now)) {
            tasks.update(connection, row);
        } else {
            end(connection, row, TaskState.REVOKED, now);
        }
    }

    /**
     * Cancels all below a task that will be cancelled in the same transaction, in a few statements for each parent.
     *
     * @return how many children had not ended
     */
    private int cancelChildren(Connection connection, TaskId parent) throws SQLException {
        Set<TaskId> done = new HashSet<>(open.parents(connection, parent));
        for (TaskId child : done) {
            cancelChildren(connection, child);
        }
        // Before their rows are locked: who picks several could hold one that we wait for, and wait for one that we
        // hold.
        tickets.removeQueued(connection, parent);
        List<OpenChildren.Child> locked = open.lock(connection, parent);
        if (locked.isEmpty()) {
            return 0;
        }
        for (OpenChildren.Child child : locked) {
            if (child.children() > 0 && !done.contains(child.id())) {
                // Its children were planned while we waited for the lock.
                cancelChildren(connection, child.id());
            }
        }
        Instant now = time.now(connection);
        open.log(connection, parent, now, CANCEL_REQUESTED);
        open.ask(connection, parent, now);
        int revoked = open.revoke(connection, parent, now);
        if (revoked > 0) {
            open.count(connection, parent, revoked);
        }
        return locked.size();
    }
}
