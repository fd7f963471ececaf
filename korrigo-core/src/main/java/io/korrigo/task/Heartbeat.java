package io.korrigo.task;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the claims of all running tasks from one thread, and fences from another, so that a renewal that hangs in the
 * database can't keep an attempt alive.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    // A cancelled task hears of it within a beat.
    private static final Duration LONGEST_INTERVAL = Duration.ofMillis(250);

    private final TaskStore store;
    private final Duration lease;
    private final LongSupplier nanoTime;
    private final Set<RunningTask> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beats = thread("korrigo-heartbeat");
    private final ScheduledExecutorService fence = thread("korrigo-fence");
    // Of the thread that beats: an outage is told of once.
    private boolean failing;

    Heartbeat(TaskStore store, Duration lease, LongSupplier nanoTime) {
        this.store = store;
        this.lease = lease;
        this.nanoTime = nanoTime;
        long interval = Math.max(1, Math.min(lease.toMillis() / 4, LONGEST_INTERVAL.toMillis()));
        beats.scheduleWithFixedDelay(this::beat, interval, interval, TimeUnit.MILLISECONDS);
        fence.scheduleWithFixedDelay(
                () -> running.forEach(RunningTask::fence), interval, interval, TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.setPriority(Thread.MAX_PRIORITY);
            return thread;
        });
    }

    void add(RunningTask task) {
        running.add(task);
    }

    void remove(RunningTask task) {
        running.remove(task);
    }

    List<RunningTask> running() {
        return List.copyOf(running);
    }

    /** Renews now, without waiting for the next beat. */
    void beatNow() {
        try {
            beats.execute(this::beat);
        } catch (RejectedExecutionException closed) {
            LOG.debug("No heartbeat any more", closed);
        }
    }

    private void beat() {
        List<RunningTask> tasks = running();
        if (tasks.isEmpty()) {
            return;
        }
        try {
            long asked = nanoTime.getAsLong();
            List<TaskStore.Renewal> renewals =
                    store.renew(tasks.stream().map(RunningTask::claim).toList(), lease);
            if (failing) {
                LOG.info("Claims can be renewed again");
                failing = false;
            }
            for (int i = 0; i < tasks.size(); i++) {
                tell(tasks.get(i), renewals.get(i), asked);
            }
        } catch (RuntimeException failed) {
            // Anything thrown here would end the beats; attempts that get no renewal are fenced when their lease ends.
            if (failing) {
                LOG.debug("Could not renew {} claims", tasks.size(), failed);
            } else {
                LOG.warn("Could not renew {} claims, trying again until their leases end", tasks.size(), failed);
                failing = true;
            }
        }
    }

    private void tell(RunningTask task, TaskStore.Renewal renewal, long asked) {
        switch (renewal) {
            case KEPT -> {
                task.renewed(asked);
                try {
                    task.writeProgressIfDue();
                } catch (StaleClaimException gone) {
                    LOG.debug("Task {} ended meanwhile", task.id(), gone);
                }
            }
            case CANCEL_REQUESTED -> {
                task.renewed(asked);
                task.stop(RunningTask.Stop.CANCELLED);
            }
            case LOST -> task.stop(RunningTask.Stop.LOST);
        }
    }

    @Override
    public void close() {
        // Without an interrupt, which could hit a database call.
        beats.shutdown();
        fence.shutdown();
    }
}
