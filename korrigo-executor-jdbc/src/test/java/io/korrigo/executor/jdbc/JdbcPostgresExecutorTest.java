package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskRegistry;
import io.korrigo.testkit.task.TaskExecutorContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("native")
class JdbcPostgresExecutorTest extends TaskExecutorContract {
    @RegisterExtension
    final TestDatabase database = TestDatabase.postgres().withPrefix("school_");

    @Override
    protected TaskExecutor create(TaskRegistry registry, int workers, int queueLimit) {
        return JdbcTaskExecutor.builder(database.dataSource(), registry)
                .prefix(database.prefix())
                .workers(workers)
                .queueLimit(queueLimit)
                .build();
    }
}
