package io.korrigo.rest;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStore;
import io.korrigo.task.TaskStore.Standings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the store for all who listen: one question an interval however many they are, and none while nobody does. It needs no
 * word from other nodes, for they write to the same store.
 *
 * <p><b>Threads:</b> safe for concurrent use. Listeners are told on one thread and must not wait; what waits runs by
 * {@link #later}.
 */
final class TaskWatch implements AutoCloseable {
    /** Half of it is added to the way of an event. */
    static final Duration INTERVAL = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(TaskWatch.class);

    /** Who listens. */
    interface Listener {
        Set<TaskId> tasks();

        Set<String> owners();

        void seen(Standings standings);

        /** The time went on, whether the store answered or not. */
        void tick();
    }

    private final TaskStore store;
    private final OutageNotice outages = new OutageNotice(LOG);
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ExecutorService answers = Executors.newFixedThreadPool(4, work -> daemon(work, "korrigo-later"));
    private @Nullable ScheduledExecutorService looking;
    private volatile @Nullable Instant lastLook;

    TaskWatch(TaskStore store) {
        this.store = store;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The store's time as last seen. */
    private Instant now() {
        Instant seen = lastLook;
        if (seen == null) {
            seen = store.standings(new TaskStore.Watched(Set.of(), Set.of(), Instant.EPOCH))
                    .at();
            lastLook = seen;
        }
        return seen;
    }

    /** Begins to tell; asks the store what the feed needs to begin with, on the calling thread. */
    Standings begin(TaskFeed feed) {
        return store.standings(feed.beginning(now()));
    }

    void add(Listener listener) {
        listeners.add(listener);
        start();
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** How many listen. */
    int size() {
        return listeners.size();
    }

    /** Runs what may wait for the store. */
    void later(Runnable work) {
        answers.execute(work);
    }

    private synchronized void start() {
        if (looking == null) {
            looking = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "korrigo-watch"));
            looking.scheduleWithFixedDelay(this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        if (listeners.isEmpty()) {
            stopWhenNobodyListens();
            return;
        }
        try {
            Set<TaskId> tasks = new HashSet<>();
            Set<String> owners = new HashSet<>();
            listeners.forEach(listener -> {
                tasks.addAll(listener.tasks());
                owners.addAll(listener.owners());
            });
            Standings standings = store.standings(new TaskStore.Watched(tasks, owners, now().minus(TaskFeed.LATE)));
            lastLook = standings.at();
            listeners.forEach(listener -> listener.seen(standings));
            outages.worked();
        } catch (RuntimeException failure) {
            // They go on to listen: it may pass.
            outages.failed(failure);
        }
        listeners.forEach(Listener::tick);
    }

    private synchronized void stopWhenNobodyListens() {
        if (looking != null && listeners.isEmpty()) {
            looking.shutdown();
            looking = null;
        }
    }

    @Override
    public synchronized void close() {
        if (looking != null) {
            looking.shutdownNow();
            looking = null;
        }
        answers.shutdownNow();
    }
}
