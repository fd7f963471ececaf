package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskQueueFullException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * Refuses tasks when too many wait. The waiting tasks are counted in the table now and then, and before any refusal; in
 * between, this node's own submissions are added up, so many nodes may overshoot the limit by what they submit in a
 * quarter of a second, and many threads by what they submit while one of them counts.
 *
 * <p><b>Threads:</b> safe for concurrent use; none ever waits for another that counts, and so for a connection.
 */
final class Admission {
    private static final Duration TRUSTED = Duration.ofMillis(250);

    private final int limit;
    private final AtomicInteger estimate = new AtomicInteger();
    private final AtomicLong countedAt = new AtomicLong(System.nanoTime() - TRUSTED.toNanos());

    Admission(int limit) {
        this.limit = limit;
    }

    /**
     * Counts one more in; false when the backlog is at its limit.
     *
     * @param backlog counts the waiting tasks, on the submitter's own connection if there is one
     */
    boolean admits(IntSupplier backlog) {
        long before = countedAt.get();
        long now = System.nanoTime();
        boolean old = now - before >= TRUSTED.toNanos() && countedAt.compareAndSet(before, now);
        if (old || estimate.get() >= limit) {
            estimate.set(counted(backlog, before));
        }
        if (estimate.getAndIncrement() < limit) {
            return true;
        }
        estimate.decrementAndGet();
        return false;
    }

    private int counted(IntSupplier backlog, long before) {
        try {
            return backlog.getAsInt();
        } catch (RuntimeException uncounted) {
            countedAt.set(before);
            throw uncounted;
        }
    }

    /** What a submitter is told who was not let in. */
    TaskQueueFullException refusal() {
        return new TaskQueueFullException(limit);
    }
}
