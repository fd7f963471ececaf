package io.korrigo.executor.jdbc;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskRunner;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
 * <p>An H2 file is for one process. On H2 behind a server a node that is suspended within a transaction keeps the rows
 * that it has locked until it wakes up, and others wait ten seconds at a time; PostgreSQL ends such a transaction
 * after three.
 *
 * <p><b>Threads:</b> safe for concurrent use; the workers are named {@code korrigo-worker-N}.<br>
 * <b>Connections:</b> in auto-commit mode; one for each worker while it reads or writes, and at most four more. A pool that
 * doesn't have one a worker and two more (one more on H2) is refused.<br>
 * <b>Transactions:</b> a connection of a host's transaction is never committed here, whoever passes it; see
 * {@link JdbcTaskStore}.
 */
public final class JdbcTaskExecutor implements TaskExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcTaskExecutor.class);
    // A node that listens is called when there is work, and need not look so often for what nobody calls it for.
    private static final Duration WATCH = Duration.ofMillis(1500);
    private static final Duration DEAF = Duration.ofSeconds(2);
    // A caller's transaction commits when it likes: look now and then until the next sweep would find the task anyway.
    private static final List<Integer> LOOKS_FOR_A_COMMIT = List.of(5, 20, 60, 150, 350, 700);

    private final JdbcTaskStore store;
    private final TaskRegistry registry;
    private final OutageLog outages = new OutageLog();
    private final Admission admission;
    private final Duration lease;
    private final TaskRunner runner;
    private final String node = "korrigo-" + UUID.randomUUID();
    private final PickedClaims claims = new PickedClaims();
    private final TicketEngine engine;
    private final LostTaskSweep sweeps;
    private final @Nullable CommitListener listener;
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicBoolean open = new AtomicBoolean(true);

    JdbcTaskExecutor(JdbcTaskExecutorBuilder options) {
        this.registry = options.registry;
        this.lease = options.lease;
        Transactions transactions = new Transactions(options.dataSource);
        DatabaseTime time = transactions.run(
                connection -> new DatabaseTime(JdbcSchema.check(connection, options.prefix), connection));
        Dialect dialect = time.dialect();
        boolean listens = transactions.run(dialect::canListen);
        PoolSize.require(options.dataSource, options.workers, listens);
        dialect.requireDurableCommits(options.dataSource);
        this.store = new JdbcTaskStore(options.dataSource, registry, options.prefix, dialect, time);
        this.admission = new Admission(options.queueLimit);
        this.runner = new TaskRunner(store, registry, options.lease, options.random, interrupts(transactions, dialect));
        this.timer = new ScheduledThreadPoolExecutor(
                1, JdbcTaskExecutor::timerThread, new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        TicketFollower runs = new TicketFollower(store, runner, claims, node, open, this::lookIn);
        this.engine = new TicketEngine(options, node, time, listens, outages, claims, runs::run);
        this.sweeps = new LostTaskSweep(options, store, dialect, outages, timer, engine::look);
        this.listener =
                listens ? new CommitListener(options.dataSource, options.prefix, WATCH, outages, new Ear()) : null;
        engine.start();
        sweeps.start(!listens);
        if (listener != null) {
            listener.start();
        }
    }

    private static boolean interrupts(Transactions transactions, Dialect dialect) {
        boolean bears = transactions.run(dialect::bearsInterrupts);
        if (!bears) {
            LOG.warn("Cancelled tasks are not interrupted, since that could close this H2 database: use"
                    + " jdbc:h2:async:PATH");
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
        if (!admission.admits(store::backlog)) {
            return store.findRepeated(submission).orElseThrow(admission::refusal);
        }
        TaskSnapshot task = store.submit(submission);
        engine.look();
        return task;
    }

    /**
     * Submits as part of the caller's transaction: the task exists if and when that commits, and is picked up at once by
     * this node's workers. A repeated idempotency key leaves the transaction usable. No other connection is taken, so a host
     * may have all of its pool in such transactions.
     *
     * @param connection neither committed nor closed here
     * @throws TaskQueueFullException when the backlog is at its limit and the key, if any, is a new one
     */
    public TaskSnapshot submit(Connection connection, Submission<?> submission) {
        requireRunnable(submission);
        if (!admission.admits(() -> store.backlog(connection))) {
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

    /** Looks for work when so much time has passed: then something may be due. */
    private void lookIn(Duration pause) {
        if (pause.isZero()) {
            engine.look();
        } else {
            timer.schedule(engine::look, pause.toMillis(), TimeUnit.MILLISECONDS);
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
            switch (store.lost().watch(connection, lease)) {
                case LOST -> {
                    // A lost task may have its ticket already, and other tickets may be due.
                    engine.look();
                    sweeps.soon();
                }
                case TICKETS -> engine.look();
                case NOTHING -> {}
            }
        }
    }
}
