package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskQueueFullException;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Refuses tasks when too many wait. The waiting tasks are counted in the table now and then, and before any refusal; in
 * between, this node's own submissions are added up, so many nodes may overshoot the limit by what they submit in a
 * quarter of a second.
 */
final class Admission {
    private static final Duration TRUSTED = Duration.ofMillis(250);

    private final int limit;
    private final IntSupplier backlog;
    private int estimate;
    private long countedAt;

    Admission(int limit, IntSupplier backlog) {
        this.limit = limit;
        this.backlog = backlog;
        this.countedAt = System.nanoTime() - TRUSTED.toNanos();
    }

    /** Counts one more in; false when the backlog is at its limit. */
    synchronized boolean admits() {
        boolean old = System.nanoTime() - countedAt >= TRUSTED.toNanos();
        if (old || estimate >= limit) {
            estimate = backlog.getAsInt();
            countedAt = System.nanoTime();
        }
        if (estimate >= limit) {
            return false;
        }
        estimate++;
        return true;
    }

    /** What a submitter is told who was not let in. */
    TaskQueueFullException refusal() {
        return new TaskQueueFullException(limit);
    }
}
