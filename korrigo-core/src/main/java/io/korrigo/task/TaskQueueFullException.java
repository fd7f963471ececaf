package io.korrigo.task;

import io.korrigo.KorrigoException;

/** The backlog is at its limit: nothing was submitted, try again later. */
public final class TaskQueueFullException extends KorrigoException {
    private static final long serialVersionUID = 1L;

    /** @param limit how many tasks may wait */
    public TaskQueueFullException(int limit) {
        super("The queue is full (" + limit + " tasks wait); try again later");
    }
}
