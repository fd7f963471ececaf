package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * Builds a {@link JdbcTaskExecutor}.
 *
 * <p><b>Threads:</b> for one thread.
 */
public final class JdbcTaskExecutorBuilder {
    final DataSource dataSource;
    final TaskRegistry registry;
    String prefix = JdbcSchema.PREFIX;
    int workers = Runtime.getRuntime().availableProcessors();
    int queueLimit = 10_000;
    final Map<String, Integer> limits = new HashMap<>();
    Duration lease = Duration.ofSeconds(4);
    Duration retention = Duration.ofDays(7);
    RandomGenerator random = new Random();
    TaskExecutor.Listener listener = TaskExecutor.Listener.NONE;

    JdbcTaskExecutorBuilder(DataSource dataSource, TaskRegistry registry) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    /** What the tables' names start with; {@link JdbcSchema#PREFIX} unless told. */
    public JdbcTaskExecutorBuilder prefix(String tables) {
        prefix = tables;
        return this;
    }

    /**
     * How many tasks this node runs at once; as many as processors unless told. With 0 it only submits: other nodes run the
     * tasks, and it needs no connections of its own.
     */
    public JdbcTaskExecutorBuilder workers(int count) {
        workers = count;
        return this;
    }

    /**
     * How many tasks of that kind this node runs at once, at least 1; {@link io.korrigo.task.Task#limitPerNode} unless told.
     * More of them wait, for other nodes too, without keeping tasks of other kinds.
     */
    public JdbcTaskExecutorBuilder limit(TaskKind<?, ?> kind, int tasks) {
        limits.put(kind.name(), tasks);
        return this;
    }

    /** How many submitted tasks may wait, on all nodes, before the next is refused; 10,000 unless told, at least 1. */
    public JdbcTaskExecutorBuilder queueLimit(int tasks) {
        queueLimit = tasks;
        return this;
    }

    /**
     * How long a node may be silent before others take its tasks; 4 seconds unless told, at least 1. Shorter finds a dead
     * node sooner, longer survives longer pauses of a living one without doing its work again.
     */
    public JdbcTaskExecutorBuilder lease(Duration duration) {
        lease = duration;
        return this;
    }

    /** How long ended tasks can still be found; 7 days unless told. */
    public JdbcTaskExecutorBuilder retention(Duration duration) {
        retention = duration;
        return this;
    }

    /** Spreads the pauses between attempts, from several threads; a {@link Random} unless told. */
    public JdbcTaskExecutorBuilder random(RandomGenerator source) {
        random = source;
        return this;
    }

    /** Who is told of each attempt that this node runs; nobody unless told. */
    public JdbcTaskExecutorBuilder listener(TaskExecutor.Listener told) {
        listener = told;
        return this;
    }

    /**
     * Starts the executor.
     *
     * @throws IllegalArgumentException when an option is out of its range, a limit is for a kind that isn't registered, or the
     *     data source has too few connections for the workers, or none in auto-commit mode
     * @throws io.korrigo.task.TaskStoreException when the database failed, {@link JdbcSchema} was not applied, H2 can't be
     *     made to write commits at once, or is a version that is known to lose them
     */
    public JdbcTaskExecutor build() {
        if (workers < 0 || queueLimit < 1 || retention.isNegative()) {
            throw new IllegalArgumentException(
                    "No negative number of workers, at least one waiting task and no negative retention");
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("A lease lasts at least 1 second, not " + lease);
        }
        return new JdbcTaskExecutor(this);
    }
}
