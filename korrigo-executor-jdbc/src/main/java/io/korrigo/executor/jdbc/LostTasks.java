package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds due tasks that no ticket leads a worker to, or one that a lost node picked, and leads workers to them again.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class LostTasks {
    // Between two looks at a task that somebody holds.
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final StoreTime time;
    private final TaskTable tasks;
    private final WaitingTasks waiting;
    private final TicketTable tickets;
    private final NodeCall nodes;

    LostTasks(Transactions transactions, StoreTime time, Tables tables, NodeCall nodes) {
        this.transactions = transactions;
        this.time = time;
        this.tasks = tables.tasks();
        this.waiting = tables.waiting();
        this.tickets = tables.tickets();
        this.nodes = nodes;
    }

    /** What there may be to do for a node that nothing called. */
    enum Found {
        NOTHING,
        /** A ticket is due. */
        TICKETS,
        /** {@link #revive} has something to do. */
        LOST
    }

    /** Looks at the tables in one statement, on a connection in auto-commit mode. */
    Found watch(Connection connection, Duration silence) throws SQLException {
        Instant now = time.now(connection);
        return tickets.watch(connection, now, now.minus(silence));
    }

    /**
     * Leads workers again to tasks whose worker was lost, and when {@code thorough} to any due task without a ticket.
     *
     * @param silence after which a node that picked a ticket and did no more counts as lost
     * @return how many tasks were found
     */
    int revive(Duration silence, boolean thorough, int limit) {
        int revived = transactions.run(connection -> {
            Instant now = time.now(connection);
            List<TaskRow> found =
                    thorough ? waiting.withoutTicket(connection, now, limit) : waiting.lost(connection, now, limit);
            int added = 0;
            for (TaskRow row : found) {
                added += tickets.add(connection, row) ? 1 : 0;
            }
            return added + tickets.free(connection, now.minus(silence), now);
        });
        if (revived > 0) {
            nodes.soon();
        }
        return revived;
    }

    /**
     * Takes a ticket away that led to no attempt, unless somebody holds its task: then a worker looks again when that lease
     * is over.
     */
    void settleTicket(String name, String instance, Optional<TaskId> task) {
        transactions.<@Nullable Void>run(connection -> {
            Optional<TaskRow> held = task.isEmpty()
                    ? Optional.empty()
                    : tasks.find(connection, task.get()).filter(row -> row.claimed);
            if (held.isPresent()) {
                Instant soon = time.now(connection).plus(AT_LEAST);
                Instant due = Objects.requireNonNull(held.get().dueAt, "dueAt");
                tickets.postpone(connection, name, instance, due.isAfter(soon) ? due : soon);
            } else {
                tickets.remove(connection, name, instance);
            }
            return null;
        });
    }
}
