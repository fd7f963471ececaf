package io.korrigo.executor.local;

import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskRegistry;
import io.korrigo.testkit.task.TaskExecutorContract;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class LocalTaskExecutorTest extends TaskExecutorContract {
    @Override
    protected TaskExecutor create(TaskRegistry registry, int workers, int queueLimit) {
        return LocalTaskExecutor.builder(registry)
                .workers(workers)
                .queueLimit(queueLimit)
                .build();
    }
}
