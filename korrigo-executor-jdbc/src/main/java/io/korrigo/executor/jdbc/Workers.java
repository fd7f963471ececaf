package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs tasks on a node: engine, sweeps, listener, and the runner that they share. A node that only submits has none.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcTaskExecutor.class);
    // A node that listens is called when there is work, and need not look so often for what nobody calls it for.
    private static final Duration WATCH = Duration.ofMillis(1500);
    private static final Duration DEAF = Duration.ofSeconds(2);
    // A caller's transaction commits when it likes: look now and then until the next sweep would find the task anyway.
    private static final List<Integer> LOOKS_FOR_A_COMMIT = List.of(5, 20, 60, 150, 350, 700);

    private final JdbcTaskStore store;
    private final Duration lease;
    private final TaskRunner runner;
    private final PickedClaims claims = new PickedClaims();
    private final TicketEngine engine;
    private final LostTaskSweep sweeps;
    private final @Nullable CommitListener listener;
    private final ScheduledThreadPoolExecutor timer;

    /** @param open whether the node takes up tasks */
    Workers(
            JdbcTaskExecutorBuilder options,
            JdbcTaskStore store,
            DatabaseTime time,
            Transactions transactions,
            AtomicBoolean open) {
        this.store = store;
        this.lease = options.lease;
        Dialect dialect = time.dialect();
        boolean listens = transactions.run(dialect::canListen);
        PoolSize.require(options.dataSource, options.workers, listens);
        OutageLog outages = new OutageLog();
        this.runner = new TaskRunner(
                store,
                options.registry,
                options.lease,
                options.random,
                interrupts(transactions, dialect),
                options.listener);
        this.timer = new ScheduledThreadPoolExecutor(1, Workers::timerThread, new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        String node = "korrigo-" + UUID.randomUUID();
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

    /** Something was submitted. */
    void look() {
        engine.look();
    }

    /** Something was submitted in a transaction that is still open. */
    void lookForACommit() {
        if (listener == null) {
            LOOKS_FOR_A_COMMIT.forEach(pause -> timer.schedule(engine::look, pause, TimeUnit.MILLISECONDS));
        }
    }

    /** Something was cancelled. */
    void lookForACancellation() {
        runner.checkNow();
        engine.look();
    }

    /** Lets tasks run for so long, then hands them back. */
    void close(Duration patience) {
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
