package io.korrigo.task;

/**
 * Where a running task reports how far it has got.
 *
 * <p>Reports may be throttled on their way to the reader, but the last one before the end is kept, and what a reader sees
 * never goes back within an attempt.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
@FunctionalInterface
public interface ProgressReporter {
    /** Ignores every report. */
    ProgressReporter NONE = (current, total) -> {};

    /**
     * Says that {@code current} of {@code total} steps are done.
     *
     * @throws IllegalArgumentException when not {@code 0 <= current <= total}
     */
    void report(long current, long total);
}
