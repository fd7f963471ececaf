package io.korrigo.spring;

import io.korrigo.executor.jdbc.JdbcTaskExecutor;
import io.korrigo.executor.jdbc.JdbcTaskExecutorBuilder;
import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Korrigo's executor as a bean: it starts when everything else has started, ends before anything else ends, and what is submitted
 * within a transaction of Spring's is stored with it or not at all.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> as {@link TaskExecutor}; a submission before the application has started, or after it was
 * told to stop, is a {@link TaskStoreException}.
 */
public final class SpringTaskExecutor implements TaskExecutor, SmartLifecycle {
    private final DataSource dataSource;
    private final TaskRegistry registry;
    private final UnaryOperator<JdbcTaskExecutorBuilder> options;
    private final Duration patience;
    private final TaskStore store;
    private volatile @Nullable JdbcTaskExecutor running;

    /**
     * @param dataSource a pool with as many connections as {@link JdbcTaskExecutorBuilder#build} asks for; transactions are Spring's on
     *     this very data source
     * @param options what is to differ from the executor's defaults
     * @param patience how long tasks may go on once the application stops, before they are handed back
     */
    public SpringTaskExecutor(
            DataSource dataSource,
            TaskRegistry registry,
            UnaryOperator<JdbcTaskExecutorBuilder> options,
            Duration patience) {
        this.dataSource = dataSource;
        this.registry = registry;
        this.options = options;
        this.patience = patience;
        this.store = JdbcTaskStore.of(dataSource, registry);
    }

    @Override
    public TaskSnapshot submit(Submission<?> submission) {
        JdbcTaskExecutor executor = started();
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return executor.submit(submission);
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return DataSourceUtils.isConnectionTransactional(connection, dataSource)
                    ? executor.submit(connection, submission)
                    : executor.submit(submission);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    @Override
    public boolean cancel(TaskId id) {
        return started().cancel(id);
    }

    private JdbcTaskExecutor started() {
        JdbcTaskExecutor executor = running;
        if (executor == null) {
            throw new TaskStoreException("Tasks are taken from when the application has started until it stops", null);
        }
        return executor;
    }

    @Override
    public TaskStore store() {
        return store;
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            running = options.apply(JdbcTaskExecutor.builder(dataSource, registry))
                    .build();
        }
    }

    @Override
    public void stop() {
        close(patience);
    }

    @Override
    public synchronized void close(Duration atMost) {
        JdbcTaskExecutor executor = running;
        running = null;
        if (executor != null) {
            executor.close(atMost);
        }
    }

    @Override
    public void close() {
        close(patience);
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Last to start, first to stop: tasks use whatever else the application has. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
