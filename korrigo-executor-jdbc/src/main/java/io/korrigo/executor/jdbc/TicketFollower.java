package io.korrigo.executor.jdbc;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.korrigo.task.RunOutcome;
import io.korrigo.task.TaskRunner;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs the tasks that a node's tickets lead to.
 *
 * <p><b>Threads:</b> safe for concurrent use; each ticket is run by one worker.
 */
final class TicketFollower {
    // For how long a ticket waits whose task runs alone or not at all.
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final JdbcTaskStore store;
    private final TaskRunner runner;
    private final PickedClaims claims;
    private final String node;
    private final AtomicBoolean open;
    private final Consumer<Duration> lookIn;
    // Of several tasks that ran on nodes that died, one may be what kills them, and must not take the others with it
    // the last time: on a node they run one after the other.
    private final Semaphore lastChance = new Semaphore(1);

    /**
     * @param claims of tasks that were claimed by the statement that picked their tickets
     * @param node what the node's claims name as their worker
     * @param open whether the node still runs what it has picked
     * @param lookIn called when something will be due after a time
     */
    TicketFollower(
            JdbcTaskStore store,
            TaskRunner runner,
            PickedClaims claims,
            String node,
            AtomicBoolean open,
            Consumer<Duration> lookIn) {
        this.store = store;
        this.runner = runner;
        this.claims = claims;
        this.node = node;
        this.open = open;
        this.lookIn = lookIn;
    }

    /** Runs the task that a ticket leads to; with a pause when the ticket should stay. */
    Optional<Duration> run(TaskInstance<Void> ticket) {
        Optional<PickedClaims.Picked> picked = claims.take(ticket.getId());
        if (!open.get()) {
            picked.ifPresent(claimed -> runner.handBack(claimed.claim()));
            return picked.isPresent() ? Optional.empty() : Optional.of(Duration.ZERO);
        }
        if (picked.isPresent()) {
            settle(ticket, picked.map(claimed -> runner.run(claimed.claim(), claimed.since())));
            return Optional.empty();
        }
        boolean last = isLastChance(ticket.getId());
        if (last && !lastChance.tryAcquire()) {
            return Optional.of(BUSY);
        }
        try {
            settle(ticket, Ticket.taskOf(ticket.getId()).flatMap(id -> runner.run(id, node)));
        } finally {
            if (last) {
                lastChance.release();
            }
        }
        return Optional.empty();
    }

    /** Whether the task that the ticket leads to fails if it loses its worker once more. */
    private boolean isLastChance(String ticket) {
        // A ticket for the second attempt may have been left over, and lead to the third.
        return Ticket.attemptOf(ticket) > 1
                && Ticket.taskOf(ticket).filter(store::isAtItsLastWorker).isPresent();
    }

    private void settle(TaskInstance<Void> ticket, Optional<RunOutcome> outcome) {
        outcome.ifPresent(this::lookFor);
        boolean gone = outcome.filter(attempt ->
                        attempt.end() != RunOutcome.End.LOST && attempt.attempt() == Ticket.attemptOf(ticket.getId()))
                .isPresent();
        if (!gone) {
            store.lost().settleTicket(ticket.getTaskName(), ticket.getId(), Ticket.taskOf(ticket.getId()));
        }
    }

    /** Looks for what the run of a task made due. */
    private void lookFor(RunOutcome outcome) {
        Duration pause = outcome.pause();
        if (pause != null) {
            lookIn.accept(pause.plusMillis(1));
        }
        if (!outcome.due().isEmpty()) {
            lookIn.accept(Duration.ZERO);
        }
    }
}
