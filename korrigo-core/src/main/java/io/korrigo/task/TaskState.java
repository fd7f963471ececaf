package io.korrigo.task;

/**
 * Where a task stands, spelled as the REST contract spells it.
 *
 * <p>PENDING to STARTED to PROGRESS, any number of times, to SUCCESS, FAILURE or REVOKED; RETRY between two attempts. A
 * parent that waits for its children is in PROGRESS.
 */
public enum TaskState {
    /** Accepted, not yet claimed by a worker. */
    PENDING,
    /** Claimed; nothing reported yet. */
    STARTED,
    /** Running and has reported how far it is, or a parent that waits for its children. */
    PROGRESS,
    /** An attempt failed in a way that may pass; another one is due later. */
    RETRY,
    /** Ended with a result. */
    SUCCESS,
    /** Ended with an error that names what went wrong. */
    FAILURE,
    /** Cancelled before it ended. */
    REVOKED;

    /** Whether the task has ended: nothing about it changes any more. */
    public boolean ready() {
        return this == SUCCESS || this == FAILURE || this == REVOKED;
    }
}
