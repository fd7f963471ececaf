package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskStore;
import io.korrigo.testkit.task.TaskStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class JdbcH2FileStoreTest extends TaskStoreContract {
    @RegisterExtension
    final TestDatabase database = TestDatabase.h2File();

    @Override
    protected TaskStore create(TaskRegistry registry, Clock storeClock) {
        return JdbcTaskStore.withClock(database.dataSource(), registry, database.prefix(), storeClock);
    }
}
