package io.korrigo.task;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many tasks of a kind one node runs at once, and how many it runs now; for executors.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class KindLimits {
    private final Map<String, Integer> limits = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();

    /**
     * The limits of {@link Task#limitPerNode}, but for kinds with one of their own in {@code instead}.
     *
     * @param instead limits by the name of a kind
     * @throws IllegalArgumentException when a limit is below 1, or for a kind that isn't registered
     */
    public KindLimits(TaskRegistry registry, Map<String, Integer> instead) {
        registry.all().forEach(task -> limits.put(task.kind().name(), task.limitPerNode()));
        instead.forEach((kind, limit) -> {
            if (limits.put(kind, limit) == null) {
                throw new IllegalArgumentException("A limit for " + kind + ", of which no task is registered");
            }
        });
        limits.forEach((kind, limit) -> {
            if (limit < 1) {
                throw new IllegalArgumentException(
                        "At least one task of " + kind + " has to run at once, not " + limit);
            }
        });
        limits.values().removeIf(limit -> limit == Integer.MAX_VALUE);
    }

    /** Notes that one more runs; false, and nothing is noted, when the kind is at its limit. */
    public synchronized boolean enter(String kind) {
        if (room(kind) <= 0) {
            return false;
        }
        running.merge(kind, 1, Integer::sum);
        return true;
    }

    /**
     * Notes that one runs no more.
     *
     * @return whether its kind was at its limit, so that another one may be waiting
     */
    public synchronized boolean leave(String kind) {
        boolean wasFull = room(kind) <= 0;
        running.merge(kind, -1, Integer::sum);
        return wasFull;
    }

    /** The kinds of which no more may be started now. */
    public synchronized Set<String> full() {
        return limits.keySet().stream().filter(kind -> room(kind) <= 0).collect(Collectors.toUnmodifiableSet());
    }

    /** How many tasks may be started whatever their kinds, unless those are {@link #full}; at least 1. */
    public synchronized int room() {
        return limits.keySet().stream()
                .mapToInt(this::room)
                .filter(room -> room > 0)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private int room(String kind) {
        return limits.getOrDefault(kind, Integer.MAX_VALUE) - running.getOrDefault(kind, 0);
    }
}
