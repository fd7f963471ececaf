package io.korrigo.task;

/** Work that one worker does from start to end. */
public non-sealed interface SingleTask<P extends Record, R extends Record> extends Task<P, R> {
    /**
     * Does the work.
     *
     * <p>Report progress as it moves and call {@link TaskContext#checkCancelled} between steps that are well under a
     * second long. The thread is interrupted when the task is cancelled or its claim is lost.
     */
    R run(P parameters, TaskContext context) throws Exception;
}
