package io.korrigo.executor.jdbc;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that run tasks; says so each time that one of them becomes free. */
final class WorkerPool extends ThreadPoolExecutor {
    private static final Runnable NOBODY = () -> {};

    private volatile Runnable listener = NOBODY;

    WorkerPool(int workers) {
        super(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        AtomicInteger number = new AtomicInteger();
        setThreadFactory(work -> {
            Thread thread = new Thread(work, "korrigo-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    void whenFree(Runnable call) {
        listener = call;
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
        listener.run();
    }
}
