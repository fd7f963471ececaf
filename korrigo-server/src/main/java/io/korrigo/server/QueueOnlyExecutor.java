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
    private final JdbcTaskStore store;
    private final TaskRegistry registry;
    private final int queueLimit;

    /** @param queueLimit how many tasks may wait before the next is refused */
    QueueOnlyExecutor(JdbcTaskStore store, TaskRegistry registry, int queueLimit) {
        this.store = store;
        this.registry = registry;
        this.queueLimit = queueLimit;
    }

    @Override
    public TaskSnapshot submit(Submission<?> submission) {
        String kind = submission.kind().name();
        if (registry.find(kind).isEmpty()) {
            throw new IllegalArgumentException("No task of kind " + kind + " is registered");
        }
        if (store.backlog() >= queueLimit) {
            return store.findRepeated(submission).orElseThrow(() -> new TaskQueueFullException(queueLimit));
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
