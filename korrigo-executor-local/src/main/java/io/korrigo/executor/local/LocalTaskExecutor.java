package io.korrigo.executor.local;

import io.korrigo.task.KindLimits;
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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on a fixed number of threads of this process.
 *
 * <p>The store is the queue: an idle worker takes the best due task, whether it was submitted, planned by a parent, paused
 * after a failure or dropped by a lost worker.
 *
 * <p>Memory: at most {@code queueLimit} submitted tasks wait at a time. The children of an accepted parent are never
 * refused, so a parent of 2,000 children adds 2,000 waiting tasks. Ended tasks stay for the retention.
 *
 * <p><b>Threads:</b> safe for concurrent use; the workers are named {@code korrigo-worker-N}.
 */
public final class LocalTaskExecutor implements TaskExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(LocalTaskExecutor.class);
    // Wake-ups carry the news; this finds what no wake-up tells: leases that ran out and pauses that are over.
    private static final Duration SWEEP = Duration.ofMillis(200);
    private static final Duration DEAF = Duration.ofSeconds(2);
    private static final int PURGED_AT_ONCE = 1000;

    private final TaskStore store;
    private final TaskRegistry registry;
    private final Clock clock;
    private final int queueLimit;
    private final Duration retention;
    private final KindLimits limits;
    private final TaskRunner runner;
    private final Signal news = new Signal();
    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor timer;
    private final Object admission = new Object();
    private volatile boolean open = true;

    LocalTaskExecutor(LocalTaskExecutorBuilder options, TaskRegistry registry, TaskStore store) {
        this.store = store;
        this.registry = registry;
        this.clock = options.clock;
        this.queueLimit = options.queueLimit;
        this.retention = options.retention;
        this.limits = new KindLimits(registry, options.limits);
        this.runner = new TaskRunner(store, registry, options.lease, options.random, true, options.listener);
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(
                options.workers, work -> daemon(work, "korrigo-worker-" + number.incrementAndGet()));
        // Once closed, nobody waits for a wake-up any more.
        this.timer = new ScheduledThreadPoolExecutor(
                1, work -> daemon(work, "korrigo-timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        for (int i = 0; i < options.workers; i++) {
            workers.execute(() -> takeTasks(options.workers));
        }
        timer.scheduleWithFixedDelay(this::purge, 1, 1, TimeUnit.MINUTES);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** An executor of those tasks, with its own {@link InMemoryTaskStore} and otherwise as {@link LocalTaskExecutorBuilder} says. */
    public static LocalTaskExecutor of(TaskRegistry registry) {
        return builder(registry).build();
    }

    /** Starts the description of an executor of those tasks. */
    public static LocalTaskExecutorBuilder builder(TaskRegistry registry) {
        return new LocalTaskExecutorBuilder(registry);
    }

    @Override
    public TaskSnapshot submit(Submission<?> submission) {
        if (!open) {
            throw new IllegalStateException("The executor is closed");
        }
        if (registry.find(submission.kind().name()).isEmpty()) {
            throw new IllegalArgumentException(
                    "No task of kind " + submission.kind().name() + " is registered");
        }
        TaskSnapshot task;
        synchronized (admission) {
            if (store.backlog() >= queueLimit) {
                return store.findRepeated(submission).orElseThrow(() -> new TaskQueueFullException(queueLimit));
            }
            task = store.submit(submission);
        }
        news.raise();
        return task;
    }

    @Override
    public boolean cancel(TaskId id) {
        boolean asked = store.cancel(id);
        if (asked) {
            runner.checkNow();
            news.raise();
        }
        return asked;
    }

    @Override
    public TaskStore store() {
        return store;
    }

    @Override
    public void close(Duration patience) {
        synchronized (admission) {
            open = false;
        }
        news.raise();
        workers.shutdown();
        timer.shutdown();
        boolean interrupted = false;
        try {
            if (!workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                runner.handBack();
                workers.awaitTermination(DEAF.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException impatient) {
            interrupted = true;
            runner.handBack();
        }
        runner.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeTasks(int candidates) {
        while (open) {
            long seen = news.count();
            try {
                if (!takeOne(candidates)) {
                    news.awaitChange(seen, SWEEP);
                }
            } catch (TaskStoreException outage) {
                LOG.warn("The store is out of order, trying again", outage);
                news.awaitChange(seen, SWEEP);
            } catch (RuntimeException | Error failure) {
                // A worker that died here would be missing for ever; its task is due again when its lease ends.
                LOG.error("A worker failed outside of its task", failure);
                news.awaitChange(seen, SWEEP);
            }
        }
    }

    private boolean takeOne(int candidates) {
        boolean passedOver;
        do {
            passedOver = false;
            // As many candidates as workers: the others may be faster with the best ones.
            for (TaskId id : store.due(candidates, limits.full())) {
                String kind = store.find(id).map(TaskSnapshot::kind).orElse("");
                if (!limits.enter(kind)) {
                    passedOver = true;
                } else if (run(id, kind)) {
                    return true;
                }
            }
            // Others brought a kind to its limit meanwhile, and it may have hidden tasks of other kinds.
        } while (passedOver && open);
        return false;
    }

    private boolean run(TaskId id, String kind) {
        Optional<RunOutcome> outcome;
        try {
            outcome = runner.run(id, Thread.currentThread().getName());
        } finally {
            if (limits.leave(kind)) {
                news.raise();
            }
        }
        outcome.ifPresent(this::wakeFor);
        return outcome.isPresent();
    }

    private void wakeFor(RunOutcome outcome) {
        if (!outcome.due().isEmpty()) {
            news.raise();
        }
        Duration pause = outcome.pause();
        if (pause != null && pause.compareTo(SWEEP) < 0) {
            timer.schedule(news::raise, pause.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    private void purge() {
        try {
            int purged;
            do {
                purged = store.purge(clock.instant().minus(retention), PURGED_AT_ONCE);
            } while (purged > 0);
        } catch (RuntimeException failure) {
            // Thrown on, it would end the purges for good.
            LOG.warn("Could not purge ended tasks, trying again in a minute", failure);
        }
    }
}
