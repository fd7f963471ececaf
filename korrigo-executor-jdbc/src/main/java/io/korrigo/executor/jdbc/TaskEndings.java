package io.korrigo.executor.jdbc;

import io.korrigo.task.Progress;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How tasks end, and what that means to their parents and children.
 *
 * <p>Whoever locks several rows locks a child before its parent, so nobody waits in a circle.
 */
final class TaskEndings {
    private final StoreTime time;
    private final TaskTable tasks;
    private final TaskLogTable logs;
    private final TicketTable tickets;

    TaskEndings(StoreTime time, TaskTable tasks, TaskLogTable logs, TicketTable tickets) {
        this.time = time;
        this.tasks = tasks;
        this.logs = logs;
        this.tickets = tickets;
    }

    /**
     * Ends a locked task and counts it at its parent, whose row serializes the last children.
     *
     * @return the parent, if this was its last child and it is now due
     */
    Optional<TaskId> end(Connection connection, TaskRow row, TaskState how, Instant now) throws SQLException {
        row.end(how, now);
        tasks.update(connection, row);
        if (row.parent == null) {
            return Optional.empty();
        }
        TaskRow parent = tasks.lock(connection, row.parent).orElseThrow();
        parent.endedChildren++;
        boolean last = parent.endedChildren == parent.children && !parent.state.ready();
        if (!parent.state.ready()) {
            parent.progress = new Progress(parent.endedChildren, parent.children);
        }
        if (last) {
            parent.dueAt = now;
            tickets.add(connection, parent);
        }
        tasks.update(connection, parent);
        return last ? Optional.of(parent.id) : Optional.empty();
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
        Set<TaskId> asked = new HashSet<>();
        cancelChildren(connection, id, asked);
        TaskRow row = tasks.lock(connection, id).orElseThrow();
        if (row.children > asked.size()) {
            // They were planned while we waited for the lock.
            cancelChildren(connection, id, asked);
            row = tasks.lock(connection, id).orElseThrow();
        }
        if (row.state.ready()) {
            return;
        }
        Instant now = time.now(connection);
        logs.add(connection, id, now, "cancel requested");
        row.cancelRequested = true;
        if (row.claimed && !row.dueAt(now)) {
            tasks.update(connection, row);
        } else {
            end(connection, row, TaskState.REVOKED, now);
        }
    }

    private void cancelChildren(Connection connection, TaskId parent, Set<TaskId> asked) throws SQLException {
        for (TaskRow child : tasks.children(connection, parent)) {
            if (asked.add(child.id) && !child.state.ready()) {
                cancelFamily(connection, child.id);
            }
        }
    }
}
