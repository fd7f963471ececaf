package io.korrigo.executor.local;

import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link LocalTaskExecutor}.
 *
 * <p><b>Threads:</b> for one thread.
 */
public final class LocalTaskExecutorBuilder {
    private final TaskRegistry registry;
    private @Nullable TaskStore store;
    int workers = Runtime.getRuntime().availableProcessors();
    int queueLimit = 10_000;
    final Map<String, Integer> limits = new HashMap<>();
    Duration lease = Duration.ofSeconds(30);
    Duration retention = Duration.ofDays(1);
    Clock clock = Clock.systemUTC();
    RandomGenerator random = new Random();
    TaskExecutor.Listener listener = TaskExecutor.Listener.NONE;

    LocalTaskExecutorBuilder(TaskRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    /** How many tasks run at once, at least 1; as many as processors unless told. */
    public LocalTaskExecutorBuilder workers(int count) {
        workers = count;
        return this;
    }

    /**
     * How many tasks of that kind run at once, at least 1; {@link io.korrigo.task.Task#limitPerNode} unless told. More of
     * them wait without keeping tasks of other kinds.
     */
    public LocalTaskExecutorBuilder limit(TaskKind<?, ?> kind, int tasks) {
        limits.put(kind.name(), tasks);
        return this;
    }

    /** How many submitted tasks may wait before the next is refused, at least 1; 10,000 unless told. */
    public LocalTaskExecutorBuilder queueLimit(int tasks) {
        queueLimit = tasks;
        return this;
    }

    /** How long a worker may be silent before its task is due again; 30 seconds unless told, at least 100 ms. */
    public LocalTaskExecutorBuilder lease(Duration duration) {
        lease = duration;
        return this;
    }

    /** How long ended tasks can still be found; 1 day unless told. */
    public LocalTaskExecutorBuilder retention(Duration duration) {
        retention = duration;
        return this;
    }

    /** Where tasks live; a new {@link InMemoryTaskStore} unless told. */
    public LocalTaskExecutorBuilder store(TaskStore where) {
        store = where;
        return this;
    }

    /** Says when a task ended long ago; the system's clock unless told. */
    public LocalTaskExecutorBuilder clock(Clock source) {
        clock = source;
        return this;
    }

    /** Spreads the pauses between attempts, from several threads; a {@link Random} unless told. */
    public LocalTaskExecutorBuilder random(RandomGenerator source) {
        random = source;
        return this;
    }

    /** Who is told of each attempt that this node runs; nobody unless told. */
    public LocalTaskExecutorBuilder listener(TaskExecutor.Listener told) {
        listener = told;
        return this;
    }

    /**
     * Starts the executor.
     *
     * @throws IllegalArgumentException when an option is out of its range, or a limit is for a kind that isn't registered
     */
    public LocalTaskExecutor build() {
        if (workers < 1 || queueLimit < 1 || retention.isNegative()) {
            throw new IllegalArgumentException("At least one worker, one waiting task and no negative retention");
        }
        return new LocalTaskExecutor(this, registry, store == null ? new InMemoryTaskStore(clock) : store);
    }
}
