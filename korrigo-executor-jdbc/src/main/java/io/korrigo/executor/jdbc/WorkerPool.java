package io.korrigo.executor.jdbc;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that run tasks; says so when all of them are busy, and each time that one becomes free. */
final class WorkerPool extends ThreadPoolExecutor {
    private static final Runnable NOBODY = () -> {};

    private final AtomicInteger busy = new AtomicInteger();
    private volatile Runnable whenFree = NOBODY;
    private volatile Runnable whenFull = NOBODY;

    WorkerPool(int workers) {
        super(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        AtomicInteger number = new AtomicInteger();
        setThreadFactory(work -> {
            Thread thread = new Thread(work, "korrigo-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Called each time that a worker has become free. */
    void whenFree(Runnable call) {
        whenFree = call;
    }

    /** Called each time that the last free worker was given work. */
    void whenFull(Runnable call) {
        whenFull = call;
    }

    /** How many pieces of work were taken and have not ended. */
    int busy() {
        return busy.get();
    }

    /** How many more would begin at once. */
    int free() {
        return getCorePoolSize() - busy.get();
    }

    @Override
    public void execute(Runnable work) {
        if (busy.incrementAndGet() >= getCorePoolSize()) {
            whenFull.run();
        }
        try {
            super.execute(work);
        } catch (RuntimeException refused) {
            busy.decrementAndGet();
            throw refused;
        }
    }

    /** As {@link #shutdown}: db-scheduler would interrupt tasks here, which is for the runner alone to do. */
    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    protected void afterExecute(Runnable work, @Nullable Throwable failure) {
        super.afterExecute(work, failure);
        busy.decrementAndGet();
        whenFree.run();
    }
}
