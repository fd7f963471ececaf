package io.korrigo.rest;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import java.time.Duration;

/** Runs nothing: the test is the worker. */
record QueueOnly(TaskStore store) implements TaskExecutor {
    @Override
    public TaskSnapshot submit(Submission<?> submission) {
        return store.submit(submission);
    }

    @Override
    public boolean cancel(TaskId id) {
        return store.cancel(id);
    }

    @Override
    public void close(Duration patience) {}
}
