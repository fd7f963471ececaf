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

    /**
     * Is told of each attempt to run a task as it begins and ends: for a host's metrics, traces and notices.
     *
     * <p>An attempt whose process dies ends without a word; the next one's claim has one {@link Claim#lost} more.
     *
     * <p><b>Threads:</b> called by the worker that runs the attempt, both times; workers call side by side.<br>
     * <b>Errors:</b> what it throws is logged and otherwise passed over: no task fails because of who watches it.
     */
    @FunctionalInterface
    interface Listener {
        /** Listens to nothing. */
        Listener NONE = claim -> outcome -> {};

        /**
         * An attempt begins.
         *
         * @return is told how it ends
         */
        Attempt began(Claim claim);

        /** An attempt that is under way. */
        @FunctionalInterface
        interface Attempt {
            /** It has ended, and the store knows; {@link RunOutcome.End#LOST} if another worker has or will have the task. */
            void ended(RunOutcome outcome);
        }
    }
}
