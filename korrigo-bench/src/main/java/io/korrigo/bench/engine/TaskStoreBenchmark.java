package io.korrigo.bench.engine;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.bench.options.Measures;
import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a caller waits for the store while nothing runs: to submit a task, to read where one stands that has ended,
 * and to list some; beside db-scheduler's own submission on the same database.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 4)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class TaskStoreBenchmark {
    private static final int PAGE = 10;
    private static final TaskStore.Filter FAILED = new TaskStore.Filter("owner-0", null, TaskState.FAILURE, null);

    /** The database's; empty for a PostgreSQL of the benchmark's own. */
    @Param("")
    public String url;

    /** Of the tables, which are made and filled where there is no URL. */
    @Param("few_")
    public String prefix;

    /** Ended tasks in them. */
    @Param("1000")
    public int finished;

    private final Random random = new Random(11);
    private @Nullable BenchDatabase own;
    private @Nullable HikariDataSource pool;
    private @Nullable JdbcTaskStore store;
    private @Nullable SchedulerClient raw;
    private OneTimeTask<Void> rawTask = Tasks.oneTime("no_op").execute((instance, context) -> {});

    /** Connects to the database, or starts one. */
    @Setup
    public void start() throws IOException, SQLException {
        if (url.isEmpty()) {
            own = BenchDatabase.postgres();
            FinishedTasks.fill(own, prefix, finished);
            RawEngine.createTable(own);
        }
        pool = BenchDatabase.pool(own == null ? url : own.url());
        store = JdbcTaskStore.of(pool, NoOp.registry(number -> {}), prefix);
        raw = SchedulerClient.Builder.create(pool, rawTask).build();
    }

    /** Leaves the database as it was started. */
    @TearDown
    public void stop() throws IOException {
        Objects.requireNonNull(pool).close();
        if (own != null) {
            own.close();
        }
    }

    /** One task stored and committed. */
    @Benchmark
    @Measures("a task submitted")
    public TaskSnapshot submit() {
        return Objects.requireNonNull(store).submit(NoOp.submission(7));
    }

    /** The yardstick of {@link #submit}. */
    @Benchmark
    @Measures("a task given to db-scheduler itself")
    public boolean submitToRawDbScheduler() {
        Instant now = Instant.now();
        return Objects.requireNonNull(raw)
                .scheduleIfNotExists(rawTask.instance(UUID.randomUUID().toString()), now);
    }

    /** Where one of the ended tasks stands, with its result. */
    @Benchmark
    @Measures("a task's state asked for")
    public TaskSnapshot status() {
        return Objects.requireNonNull(store)
                .find(FinishedTasks.id(random.nextInt(finished)))
                .orElseThrow();
    }

    /** The first page of the tasks of one owner that failed. */
    @Benchmark
    @Measures("an owner's newest tasks listed")
    public List<TaskSnapshot> list() {
        return Objects.requireNonNull(store).list(FAILED, PAGE);
    }
}
