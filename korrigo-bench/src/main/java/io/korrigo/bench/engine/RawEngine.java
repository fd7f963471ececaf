package io.korrigo.bench.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * db-scheduler's own one-time tasks, which carry nothing and leave nothing: lock-and-fetch on PostgreSQL with the same
 * fractions as Korrigo's, what it does by default on H2, which it doesn't know.
 */
final class RawEngine implements Engine {
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS scheduled_tasks (
                task_name VARCHAR(100) NOT NULL,
                task_instance VARCHAR(100) NOT NULL,
                task_data %s,
                execution_time TIMESTAMP WITH TIME ZONE NOT NULL,
                picked BOOLEAN NOT NULL,
                picked_by VARCHAR(50),
                last_success TIMESTAMP WITH TIME ZONE,
                last_failure TIMESTAMP WITH TIME ZONE,
                consecutive_failures INTEGER,
                last_heartbeat TIMESTAMP WITH TIME ZONE,
                version BIGINT NOT NULL,
                priority SMALLINT,
                PRIMARY KEY (task_name, task_instance))""";

    private final BenchDatabase database;
    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;
    private final AtomicLong ids = new AtomicLong();

    RawEngine(BenchDatabase database, int workers, LongConsumer ran) throws SQLException {
        this.database = database;
        createTable(database);
        if (!database.isPostgres()) {
            database.execute("SET WRITE_DELAY 0");
        }
        this.task = Tasks.oneTime("no_op")
                .execute((instance, context) -> ran.accept(Long.parseLong(
                        instance.getId().substring(0, instance.getId().indexOf('.')))));
        SchedulerBuilder builder = Scheduler.create(database.pool(), task)
                .threads(workers)
                .pollingInterval(Duration.ofSeconds(1))
                .enableImmediateExecution();
        if (database.isPostgres()) {
            builder.jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                    .pollUsingLockAndFetch(0.5, 1.0);
        }
        this.scheduler = builder.build();
        scheduler.start();
    }

    /** db-scheduler's own table, with its indexes. */
    static void createTable(BenchDatabase database) throws SQLException {
        database.execute(
                TABLE.formatted(database.isPostgres() ? "BYTEA" : "VARBINARY"),
                "CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time)",
                "CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat)");
    }

    @Override
    public String name() {
        return "db-scheduler";
    }

    @Override
    public void submit(long number) {
        scheduler.schedule(task.instance(nextId(number)), Instant.now());
    }

    private String nextId(long number) {
        return number + "." + ids.incrementAndGet();
    }

    @Override
    public boolean idle() throws SQLException {
        return database.number("SELECT COUNT(*) FROM scheduled_tasks") == 0;
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
