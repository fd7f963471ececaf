package io.korrigo.executor.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts roughly how many tasks of each owner wait, so that owners can take turns. Whoever submits one now and then is not counted: only
 * after some submissions on this node the database is asked, and not more often than it is worth.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class OwnerTurns {
    /** Below it all tasks of an owner have the same rank, about. */
    private static final int UNCOUNTED = 8;

    private static final long TRUSTED = Duration.ofMillis(250).toNanos();

    /** Owners remembered at once; beyond it all are forgotten, and counted anew. */
    private static final int MOST = 10_000;

    private final ConcurrentMap<String, Estimate> estimates = new ConcurrentHashMap<>();

    private record Estimate(int waiting, long countedAt) {}

    /** Counts the owner's waiting tasks in the database. */
    @FunctionalInterface
    interface Count {
        int of(String owner) throws SQLException;
    }

    /** How many wait, before the one that is being submitted. */
    int before(String owner, Count count) throws SQLException {
        long now = System.nanoTime();
        if (estimates.size() > MOST) {
            estimates.clear();
        }
        Estimate known = estimates.getOrDefault(owner, new Estimate(0, now - TRUSTED));
        Estimate present = known.waiting() >= UNCOUNTED && now - known.countedAt() >= TRUSTED
                ? new Estimate(count.of(owner), now)
                : known;
        // Two at once may count as one: turns are about.
        estimates.put(owner, new Estimate(present.waiting() + 1, present.countedAt()));
        return present.waiting();
    }
}
