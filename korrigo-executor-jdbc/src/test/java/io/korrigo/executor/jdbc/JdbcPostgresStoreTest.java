package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskStore;
import io.korrigo.testkit.task.TaskStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("native")
class JdbcPostgresStoreTest extends TaskStoreContract {
    @RegisterExtension
    final TestDatabase database = TestDatabase.postgres().withPrefix("school_");

    @Override
    protected TaskStore create(TaskRegistry registry, Clock storeClock) {
        return JdbcTaskStore.withClock(database.dataSource(), registry, database.prefix(), storeClock);
    }
}
