package io.korrigo.bench.engine;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a node that has nothing to do asks of PostgreSQL. */
final class IdleNode {
    private IdleNode() {}

    /** Transactions a second in a database of the node's own, as {@code pg_stat_database} counts them. */
    static double transactions(BenchDatabase database, int seconds) throws Exception {
        String url = database.another("idle");
        try (NodeProcess node = NodeProcess.start(url, 2)) {
            TimeUnit.SECONDS.sleep(Math.min(5, seconds));
            long start = System.nanoTime();
            long before = count(database);
            TimeUnit.SECONDS.sleep(seconds);
            return (count(database) - before) / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static long count(BenchDatabase database) throws Exception {
        return database.number("SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = 'idle'");
    }

    static String digits(double perSecond) {
        return String.format(Locale.ROOT, "%.2f", perSecond);
    }
}
