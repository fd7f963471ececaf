package io.korrigo.server;

import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.executor.jdbc.JdbcTaskExecutor;
import io.korrigo.executor.jdbc.JdbcTaskExecutorBuilder;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskRegistry;
import java.time.Duration;
import javax.sql.DataSource;

/** Chooses the executor for a server's role; tasks live in the server's database whatever it is. */
final class Executors {
    /** How long ended tasks, and so their results, can be asked for. */
    static final Duration RETENTION = Duration.ofDays(7);

    private Executors() {}

    static TaskExecutor open(
            ServerRole role, DataSource dataSource, TaskRegistry tasks, TaskExecutor.Listener listener) {
        JdbcSchema.apply(dataSource);
        JdbcTaskExecutorBuilder executor =
                JdbcTaskExecutor.builder(dataSource, tasks).retention(RETENTION).listener(listener);
        return role == ServerRole.WEB ? executor.workers(0).build() : executor.build();
    }
}
