package io.korrigo.executor.jdbc;

import io.korrigo.task.RetryPolicy;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;

/** A task whose work a test writes in place. */
record Lambda<P extends Record, R extends Record>(TaskKind<P, R> kind, Body<P, R> body) implements SingleTask<P, R> {
    /** The work. */
    interface Body<P, R> {
        R run(P parameters, TaskContext context) throws Exception;
    }

    @Override
    public RetryPolicy retryPolicy() {
        return RetryPolicy.NEVER;
    }

    @Override
    public R run(P parameters, TaskContext context) throws Exception {
        return body.run(parameters, context);
    }
}
