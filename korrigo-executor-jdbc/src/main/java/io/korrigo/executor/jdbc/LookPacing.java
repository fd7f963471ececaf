package io.korrigo.executor.jdbc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * When a node looks for due tickets: at once when it is asked to and a worker is free, else as soon as one is.
 *
 * <p>While tickets keep coming it looks once in two milliseconds, for all workers that became free meanwhile, unless half
 * of them have nothing to do.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class LookPacing {
    private static final long BETWEEN = Duration.ofMillis(2).toNanos();

    private final int workers;
    private final IntSupplier free;
    private final Runnable look;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long last = System.nanoTime() - BETWEEN;

    /**
     * @param free how many workers have nothing to do
     * @param look makes db-scheduler look soon, and returns at once
     */
    LookPacing(int workers, IntSupplier free, Runnable look) {
        this.workers = workers;
        this.free = free;
        this.look = look;
    }

    /** There may be a due ticket. */
    void ask() {
        wanted.set(true);
        lookIfFree();
    }

    /** A worker has become free. */
    void workerIsFree() {
        lookIfFree();
    }

    /** All workers were given work: there may be more of it. */
    void allAreBusy() {
        wanted.set(true);
    }

    private void lookIfFree() {
        int idle = free.getAsInt();
        if (idle <= 0 || !wanted.get()) {
            return;
        }
        long pause = last + BETWEEN - System.nanoTime();
        if (idle * 2 >= workers || pause <= 0) {
            lookNow();
        } else if (!scheduled.getAndSet(true)) {
            CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS).execute(() -> {
                scheduled.set(false);
                if (free.getAsInt() > 0) {
                    lookNow();
                }
            });
        }
    }

    private void lookNow() {
        if (wanted.getAndSet(false)) {
            last = System.nanoTime();
            look.run();
        }
    }
}
