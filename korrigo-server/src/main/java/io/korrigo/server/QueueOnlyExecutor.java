package io.korrigo.server;

import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import java.time.Duration;

/** Leaves tasks in the database for the workers of other processes. */
final class QueueOnlyExecutor implements TaskExecutor {
    private static final int QUEUE_LIMIT = 10_000;

    private final JdbcTaskStore store;
    private final TaskRegistry registry;

    QueueOnlyExecutor(JdbcTaskStore store, TaskRegistry registry) {
        this.store = store;
        this.registry = registry;
    }

    @Override
    public TaskSnapshot submit(Submission<?> submission) {
        String kind = submission.kind().name();
        if (registry.find(kind).isEmpty()) {
            throw new IllegalArgumentException("No task of kind " + kind + " is registered");
        }
        if (store.backlog() >= QUEUE_LIMIT) {
            throw new TaskQueueFullException(QUEUE_LIMIT);
        }
        return store.submit(submission);
    }

    @Override
    public boolean cancel(TaskId id) {
        return store.cancel(id);
    }

    @Override
    public TaskStore store() {
        return store;
    }

    /** Nothing runs here. */
    @Override
    public void close(Duration patience) {}
}
