package io.korrigo.executor.local;

import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskStore;
import io.korrigo.testkit.task.TaskStoreContract;
import java.time.Clock;

class InMemoryTaskStoreTest extends TaskStoreContract {
    @Override
    protected TaskStore create(TaskRegistry registry, Clock storeClock) {
        return new InMemoryTaskStore(storeClock);
    }
}
