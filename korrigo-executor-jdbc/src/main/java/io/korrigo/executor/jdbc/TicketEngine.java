package io.korrigo.executor.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.korrigo.task.KindLimits;
import io.korrigo.task.TaskKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * db-scheduler, which gives each ticket to one worker of one node.
 *
 * <p>It is asked for nothing else: its own heartbeat only frees tickets that a dead node held, for the leases of the tasks
 * are watched by {@link JdbcTaskExecutor}.
 */
final class TicketEngine {
    /** What a worker does with a ticket. */
    interface Follow {
        /**
         * Runs the task that the ticket leads to and takes the ticket away.
         *
         * @return empty, or after which pause the ticket is there for any node again
         */
        Optional<Duration> follow(TaskInstance<Void> ticket);
    }

    private static final Duration POLL = Duration.ofSeconds(1);
    // Who listens is told of what is committed, and watches for what became due later by itself.
    private static final Duration POLL_WHEN_LISTENING = Duration.ofSeconds(60);
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration AGAIN = Duration.ofSeconds(2);
    // Tickets of kinds that only newer nodes know must outlive the slowest upgrade.
    private static final Duration UNKNOWN_KINDS_KEPT = Duration.ofDays(365);

    private final WorkerPool pool;
    private final Scheduler scheduler;
    private final KindLimits limits;
    private final LookPacing looks;
    private final Follow follow;

    /**
     * @param node what this node is called, unlike any other, at most 50 characters
     * @param listening whether {@link #look} is called for what other nodes commit
     * @param claims gets the claims that come with tickets
     */
    TicketEngine(
            JdbcTaskExecutorBuilder options,
            String node,
            DatabaseTime time,
            boolean listening,
            OutageLog outages,
            PickedClaims claims,
            Follow follow) {
        this.limits = new KindLimits(options.registry, options.limits);
        this.follow = follow;
        this.pool = new WorkerPool(options.workers);
        List<Task<?>> kinds = new ArrayList<>();
        options.registry.all().forEach(task -> {
            kinds.add(ticketsOf(task.kind()));
            task.olderKinds().forEach(older -> kinds.add(ticketsOf(older.kind())));
        });
        this.scheduler = Scheduler.create(options.dataSource, kinds)
                .tableName(options.prefix + "ticket")
                .jdbcCustomization(new TicketPickup(
                        options,
                        time.dialect(),
                        kinds.stream().map(Task::getName).toList(),
                        limits,
                        outages,
                        claims))
                .clock(time::now)
                .schedulerName(new SchedulerName.Fixed(node))
                .executorService(pool)
                .threads(options.workers)
                // No more than can run: what waits in one JVM is neither seen by the others nor heartbeated.
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(listening ? POLL_WHEN_LISTENING : POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(UNKNOWN_KINDS_KEPT)
                .enablePriority()
                .shutdownMaxWait(Duration.ofMillis(100))
                .build();
        this.looks = new LookPacing(options.workers, pool::free, scheduler::triggerCheckForDueExecutions);
        pool.whenFree(looks::workerIsFree);
        pool.whenFull(looks::allAreBusy);
    }

    private Task<Void> ticketsOf(TaskKind<?, ?> kind) {
        return Tasks.custom(Ticket.nameOf(kind.name(), kind.version()), Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .onDeadExecutionRevive()
                .execute((ticket, context) -> lead(ticket));
    }

    private CompletionHandler<Void> lead(TaskInstance<Void> ticket) {
        Optional<Duration> stays;
        try {
            stays = follow.follow(ticket);
        } finally {
            if (limits.leave(Ticket.kindOf(ticket.getTaskName()))) {
                look();
            }
        }
        // If it doesn't stay its row is gone already, mostly in the transaction that ended the attempt.
        return (complete, operations) -> stays.ifPresent(
                pause -> operations.reschedule(complete, complete.getTimeDone().plus(pause)));
    }

    void start() {
        scheduler.start();
    }

    /** Looks for due tickets as soon as a worker is free. */
    void look() {
        looks.ask();
    }

    /** Picks no more tickets. */
    void pause() {
        scheduler.pause();
    }

    /** How many tickets are being followed. */
    int busy() {
        return pool.busy();
    }

    void stop() {
        scheduler.stop();
    }
}
