package io.korrigo.task;

import java.time.Duration;

/**
 * Takes tasks and runs them in the background.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> {@link TaskQueueFullException} when the backlog is at its limit and the submission is none that was
 * accepted before; {@link TaskStoreException} when storage fails; nothing was submitted then.<br>
 * <b>Implementing:</b> pass {@code TaskExecutorContract} of korrigo-testkit.
 */
public interface TaskExecutor extends AutoCloseable {
    /**
     * Stores the task and returns it as stored; it runs when a worker is free. A repeated idempotency key gives the task
     * that is there, however many wait.
     *
     * @throws IllegalArgumentException when no task of that kind is registered
     */
    TaskSnapshot submit(Submission<?> submission);

    /** Asks that a task and its children stop; false when it is unknown or has ended. */
    boolean cancel(TaskId id);

    /** Where this executor's tasks live. */
    TaskStore store();

    /** Stops taking up work, lets running tasks end for at most {@code patience}, then hands them back to the store. */
    void close(Duration patience);

    /** {@link #close(Duration)} with 10 seconds. */
    @Override
    default void close() {
        close(Duration.ofSeconds(10));
    }
}
