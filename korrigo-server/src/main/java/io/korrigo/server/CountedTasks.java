package io.korrigo.server;

import io.korrigo.KorrigoException;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What metrics tell of all nodes: the database is asked at most every ten seconds, however many collectors there are. While it is away,
 * nothing is told (not a number).
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class CountedTasks {
    /** The kind of what this server doesn't know by name. */
    static final String OTHER = "other";

    /** To count a long queue takes part of a second; collectors ask every fifteen. */
    private static final Duration COUNTED_FOR = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(CountedTasks.class);

    private final TaskStore store;
    private final Set<String> kinds;
    private final IntSupplier workers;
    private final Clock clock;
    private List<TaskStore.Count> counts = List.of();
    private int alive;
    private boolean known;
    private Instant at = Instant.EPOCH;

    /**
     * @param kinds that are told apart
     * @param workers counts processes that run tasks
     */
    CountedTasks(TaskStore store, Set<String> kinds, IntSupplier workers, Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.workers = workers;
        this.clock = clock;
    }

    synchronized void countIfDue() {
        Instant now = clock.instant();
        if (!now.isBefore(at) && Duration.between(at, now).compareTo(COUNTED_FOR) < 0) {
            return;
        }
        at = now;
        try {
            counts = store.counts();
            alive = workers.getAsInt();
            known = true;
        } catch (KorrigoException away) {
            // Health and calls tell of it.
            known = false;
            LOG.debug("Tasks could not be counted", away);
        }
    }

    synchronized double workers() {
        return known ? alive : Double.NaN;
    }

    synchronized double tasks(String kind, TaskState state) {
        if (!known) {
            return Double.NaN;
        }
        return counts.stream()
                .filter(count -> count.state() == state)
                .filter(count -> kind.equals(kinds.contains(count.kind()) ? count.kind() : OTHER))
                .mapToLong(TaskStore.Count::tasks)
                .sum();
    }

    /** Seconds since the oldest task was submitted that no worker has taken. */
    synchronized double oldest() {
        if (!known) {
            return Double.NaN;
        }
        return counts.stream()
                .filter(count -> count.state() == TaskState.PENDING)
                .mapToLong(count ->
                        Duration.between(count.oldest(), clock.instant()).toMillis())
                .mapToDouble(millis -> Math.max(0, millis) / 1000.0)
                .max()
                .orElse(0);
    }
}
