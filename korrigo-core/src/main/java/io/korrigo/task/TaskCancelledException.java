package io.korrigo.task;

import io.korrigo.KorrigoException;

/** The running task was cancelled; let the exception through, and the task ends as REVOKED. */
public final class TaskCancelledException extends KorrigoException {
    private static final long serialVersionUID = 1L;

    public TaskCancelledException(TaskId id) {
        super("Task " + id + " was cancelled");
    }
}
