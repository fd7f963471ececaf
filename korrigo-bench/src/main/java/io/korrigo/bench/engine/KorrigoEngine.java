package io.korrigo.bench.engine;

import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.executor.jdbc.JdbcTaskExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;

/** The JDBC executor with all its bookkeeping. */
final class KorrigoEngine implements Engine {
    private final BenchDatabase database;
    private final JdbcTaskExecutor executor;

    KorrigoEngine(BenchDatabase database, int workers, LongConsumer ran) {
        this.database = database;
        JdbcSchema.apply(database.pool());
        this.executor = JdbcTaskExecutor.builder(database.pool(), NoOp.registry(ran))
                .workers(workers)
                .queueLimit(1_000_000)
                .build();
    }

    @Override
    public String name() {
        return "Korrigo";
    }

    @Override
    public void submit(long number) {
        executor.submit(NoOp.submission(number));
    }

    /** Stores one task in the caller's transaction. */
    void submit(Connection connection, long number) {
        executor.submit(connection, NoOp.submission(number));
    }

    @Override
    public boolean idle() throws SQLException {
        return database.number("SELECT COUNT(*) FROM korrigo_ticket") == 0
                && database.number("SELECT COUNT(*) FROM korrigo_task WHERE due_at IS NOT NULL") == 0;
    }

    @Override
    public void close() {
        executor.close(Duration.ofSeconds(2));
    }
}
