package io.korrigo.executor.jdbc;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.korrigo.task.RunOutcome;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskRunner;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks of a {@link JdbcTaskStore}, beside any number of other nodes on the same database; db-scheduler is its engine.
 *
 * <ol>
 *   <li>What makes a task due writes a ticket in the same transaction; db-scheduler gives each ticket to one node.
 *   <li>The task is claimed under a lease, on PostgreSQL by the statement that picks the ticket, and run by a worker; each
 *       write carries the attempt, and an older one's is refused.
 *   <li>The end of the attempt is committed before the ticket goes, so a crash in between costs a look, not a task.
 *   <li>Once a second, or in one and a half where it hears of commits, every node looks for leases that ran out and writes
 *       new tickets for them; once a minute for any due task without a ticket.
 * </ol>
 *
 * <p>H2 is made to write each commit to the disk at once, or refused with the reason. On a file it should be opened as {@code jdbc:h2:async:PATH}. As {@code jdbc:h2:file:PATH} it would be closed by an
 * interrupt during a write, so tasks are not interrupted then, and hear of a cancellation at their next check only.
 *
 * <p><b>Threads:</b> safe for concurrent use; the workers are named {@code korrigo-worker-N}.<br>
 * <b>Connections:</b> one for each worker while it reads or writes, and at most four more.
 */
public final class JdbcTaskExecutor implements TaskExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcTaskExecutor.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    // A node that listens is called when there is work, and need not look so often for what nobody calls it for.
    private static final Duration WATCH = Duration.ofMillis(1500);
    private static final Duration THOROUGH = Duration.ofMinutes(1);
    private static final int AT_ONCE = 500;
    private static final Duration DEAF = Duration.ofSeconds(2);
    // A caller's transaction commits when it likes: look now and then until the next sweep would find the task anyway.
    private static final List<Integer> LOOKS_FOR_A_COMMIT = List.of(5, 20, 60, 150, 350, 700);

    private final JdbcTaskStore store;
    private final TaskRegistry registry;
    private final OutageLog outages = new OutageLog();
    private final CommitDurability durability;
    private final Admission admission;
    private final Duration lease;
    private final Duration retention;
    private final TaskRunner runner;
    private final String node = "korrigo-" + UUID.randomUUID();
    private final PickedClaims claims = new PickedClaims();
    // Of several tasks that ran on nodes that died, one may be what kills them, and must not take the others with it
    // the last time: on a node they run one after the other.
    private final Semaphore lastChance = new Semaphore(1);
    private final TicketEngine engine;
    private final @Nullable CommitListener listener;
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicBoolean open = new AtomicBoolean(true);

    JdbcTaskExecutor(JdbcTaskExecutorBuilder options) {
        this.registry = options.registry;
        this.lease = options.lease;
        this.retention = options.retention;
        Transactions transactions = new Transactions(options.dataSource);
        DatabaseTime time = transactions.run(
                connection -> new DatabaseTime(JdbcSchema.check(connection, options.prefix), connection));
        this.durability = new CommitDurability(options.dataSource, time.database());
        durability.require();
        this.store = new JdbcTaskStore(options.dataSource, registry, options.prefix, time.database(), time);
        this.admission = new Admission(options.queueLimit, store::backlog);
        this.runner = new TaskRunner(store, registry, options.lease, options.random, interrupts(options));
        this.timer = new ScheduledThreadPoolExecutor(
                1, JdbcTaskExecutor::timerThread, new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        boolean listens = transactions.run(
                connection -> time.database() == Database.POSTGRESQL && CommitListener.canListen(connection));
        this.engine = new TicketEngine(options, node, time, listens, outages, claims, this::run);
        this.listener =
                listens ? new CommitListener(options.dataSource, options.prefix, WATCH, outages, new Ear()) : null;
        engine.start();
        timer.scheduleWithFixedDelay(() -> sweep(true), 0, THOROUGH.toMillis(), TimeUnit.MILLISECONDS);
        if (listener != null) {
            listener.start();
        } else {
            timer.scheduleWithFixedDelay(() -> sweep(false), SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static boolean interrupts(JdbcTaskExecutorBuilder options) {
        boolean bears = new Transactions(options.dataSource)
                .run(connection -> Database.of(connection).bearsInterrupts(connection));
        if (!bears) {
            LOG.warn(
                    "Cancelled tasks are not interrupted, for that could close this H2 database: use jdbc:h2:async:PATH");
        }
        return bears;
    }

    private static Thread timerThread(Runnable work) {
        Thread thread = new Thread(work, "korrigo-sweep");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts the description of an executor.
     *
     * @param dataSource to PostgreSQL or H2, with {@link JdbcSchema} applied; a pool is advised
     * @param registry the tasks that this node runs; tickets of other kinds are left to other nodes
     */
    public static JdbcTaskExecutorBuilder builder(DataSource dataSource, TaskRegistry registry) {
        return new JdbcTaskExecutorBuilder(dataSource, registry);
    }

    @Override
    public TaskSnapshot submit(Submission<?> submission) {
        requireRunnable(submission);
        if (!admission.admits()) {
            return store.findRepeated(submission).orElseThrow(admission::refusal);
        }
        TaskSnapshot task = store.submit(submission);
        engine.look();
        return task;
    }

    /**
     * Submits as part of the caller's transaction: the task exists if and when that commits, and is picked up at once by
     * this node's workers. A repeated idempotency key leaves the transaction usable.
     *
     * @param connection neither committed nor closed here
     * @throws TaskQueueFullException when the backlog is at its limit and the key, if any, is a new one
     */
    public TaskSnapshot submit(Connection connection, Submission<?> submission) {
        requireRunnable(submission);
        if (!admission.admits()) {
            return store.findRepeated(connection, submission).orElseThrow(admission::refusal);
        }
        TaskSnapshot task = store.submit(connection, submission);
        if (listener == null) {
            LOOKS_FOR_A_COMMIT.forEach(pause -> timer.schedule(engine::look, pause, TimeUnit.MILLISECONDS));
        }
        return task;
    }

    private void requireRunnable(Submission<?> submission) {
        if (!open.get()) {
            throw new IllegalStateException("The executor is closed");
        }
        if (registry.find(submission.kind().name()).isEmpty()) {
            throw new IllegalArgumentException(
                    "No task of kind " + submission.kind().name() + " is registered");
        }
    }

    @Override
    public boolean cancel(TaskId id) {
        boolean asked = store.cancel(id);
        if (asked) {
            runner.checkNow();
            engine.look();
        }
        return asked;
    }

    @Override
    public TaskStore store() {
        return store;
    }

    @Override
    public void close(Duration patience) {
        if (!open.getAndSet(false)) {
            return;
        }
        // Without an interrupt, which could hit a database call.
        timer.shutdown();
        engine.pause();
        if (listener != null) {
            listener.close();
        }
        boolean interrupted = false;
        try {
            if (!awaitIdle(patience)) {
                runner.handBack();
                awaitIdle(DEAF);
            }
        } catch (InterruptedException impatient) {
            interrupted = true;
            runner.handBack();
        }
        runner.close();
        engine.stop();
        claims.takeAll().forEach(runner::handBack);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitIdle(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (engine.busy() > 0) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return true;
    }

    /** Runs the task that a ticket leads to; with a pause when the ticket should stay. */
    private Optional<Duration> run(TaskInstance<Void> ticket) {
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
            return Optional.of(SWEEP);
        }
        try {
            settle(ticket, TicketTable.taskOf(ticket.getId()).flatMap(id -> runner.run(id, node)));
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
        return TicketTable.attemptOf(ticket) > 1
                && TicketTable.taskOf(ticket).filter(store::isAtItsLastWorker).isPresent();
    }

    private void settle(TaskInstance<Void> ticket, Optional<RunOutcome> outcome) {
        outcome.ifPresent(this::lookFor);
        boolean gone = outcome.filter(attempt -> attempt.end() != RunOutcome.End.LOST
                        && attempt.attempt() == TicketTable.attemptOf(ticket.getId()))
                .isPresent();
        if (!gone) {
            store.settleTicket(ticket.getTaskName(), ticket.getId(), TicketTable.taskOf(ticket.getId()));
        }
    }

    /** Looks for what the run of a task made due. */
    private void lookFor(RunOutcome outcome) {
        Duration pause = outcome.pause();
        if (pause != null) {
            timer.schedule(engine::look, pause.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
        if (!outcome.due().isEmpty()) {
            engine.look();
        }
    }

    /** What this node does about what PostgreSQL tells it. */
    private final class Ear implements CommitListener.Ear {
        @Override
        public void tickets() {
            engine.look();
        }

        @Override
        public void cancellations() {
            runner.checkNow();
        }

        @Override
        public void quiet(Connection connection) throws SQLException {
            switch (store.watch(connection, lease)) {
                case LOST -> {
                    // A lost task may have its ticket already, and other tickets may be due.
                    engine.look();
                    timer.execute(() -> sweep(false));
                }
                case TICKETS -> engine.look();
                case NOTHING -> {}
            }
        }
    }

    private void sweep(boolean thorough) {
        try {
            durability.keep();
            int revived = store.revive(lease, thorough, AT_ONCE);
            outages.answered();
            if (revived > 0) {
                LOG.info("{} tasks lost their worker or their ticket, and are due again", revived);
                engine.look();
            }
            if (thorough) {
                timer.execute(this::purge);
            }
        } catch (TaskStoreException outage) {
            outages.failed(outage);
        } catch (RuntimeException failed) {
            // Thrown on, it would end the sweeps for good.
            LOG.warn("Could not sweep the tasks, trying again", failed);
        }
    }

    /** One batch, and the next after whatever else is due, so that a long purge keeps no lost task waiting. */
    private void purge() {
        try {
            if (store.purgeOlderThan(retention, AT_ONCE) > 0) {
                timer.execute(this::purge);
            }
        } catch (TaskStoreException outage) {
            outages.failed(outage);
        }
    }
}
