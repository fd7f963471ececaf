package io.korrigo.bench.cluster;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;

/**
 * Every two seconds kills or pauses a worker, each by chance; and restarts the database now and then.
 *
 * <p>A task that outlived three workers fails by design, for it may be what kills them. So nobody is struck while a task
 * runs that has lost two: the strike waits until that task has ended.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class RandomKiller {
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    /** Pauses shorter and longer than the lease of 4 seconds. */
    private static final int SHORTEST_PAUSE = 1_000;

    private static final int LONGEST_PAUSE = 7_000;

    private final Workers workers;
    private final SharedDatabase database;
    private final WriteLog log;
    private final Random random;
    private final Queue<Long> restartsAt = new ArrayDeque<>();
    private final Queue<Wakeup> wakeups = new ArrayDeque<>();
    private final List<Recoveries.Outage> outages = new ArrayList<>();
    private long strikeAt;
    private int kills;
    private int pauses;
    private int spared;
    private boolean sparing;

    private record Wakeup(WorkerProcess worker, long at) {}

    RandomKiller(Workers workers, SharedDatabase database, WriteLog log, KillTestOptions options, Random random) {
        this.workers = workers;
        this.database = database;
        this.log = log;
        this.random = random;
        long now = System.nanoTime();
        this.strikeAt = now + BETWEEN.toNanos();
        for (int i = 1; i <= options.databaseRestarts(); i++) {
            restartsAt.add(now + options.killing().toNanos() * i / (options.databaseRestarts() + 1));
        }
    }

    /** Does what is due by now. */
    void act() throws IOException, InterruptedException, SQLException {
        wakeWhoSleptEnough();
        workers.replaceEnded();
        long now = System.nanoTime();
        Long restart = restartsAt.peek();
        boolean restartIsDue = restart != null && now >= restart;
        if (now < strikeAt && !restartIsDue || spares()) {
            return;
        }
        if (restartIsDue) {
            restartsAt.remove();
            restartDatabase();
        } else {
            Optional<WorkerProcess> victim = workers.victim(random);
            if (victim.isPresent()) {
                strikeAt = now + BETWEEN.toNanos();
                strike(victim.get());
            }
        }
    }

    private boolean spares() throws SQLException {
        boolean last = log.anyTaskIsAtItsLastWorker();
        spared += last && !sparing ? 1 : 0;
        sparing = last;
        return last;
    }

    private void strike(WorkerProcess victim) throws IOException, InterruptedException, SQLException {
        if (random.nextBoolean()) {
            victim.kill();
            kills++;
            workers.replaceEnded();
        } else {
            victim.pause();
            pauses++;
            long length = random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE);
            wakeups.add(new Wakeup(
                    victim, System.nanoTime() + Duration.ofMillis(length).toNanos()));
        }
    }

    private void wakeWhoSleptEnough() throws IOException, InterruptedException {
        for (Wakeup wakeup :
                wakeups.stream().filter(each -> System.nanoTime() >= each.at()).toList()) {
            wakeups.remove(wakeup);
            wakeup.worker().resume();
        }
    }

    private void restartDatabase() throws IOException, InterruptedException, SQLException {
        Instant from = Instant.now();
        if (outages.size() % 2 == 0) {
            database.restart();
        } else {
            database.crash();
        }
        outages.add(new Recoveries.Outage(from, Instant.now()));
    }

    /** Wakes all who sleep; strikes no more. */
    void rest() throws IOException, InterruptedException, SQLException {
        wakeups.clear();
        workers.resumeAll();
        workers.replaceEnded();
    }

    int kills() {
        return kills;
    }

    int pauses() {
        return pauses;
    }

    /** When the database was restarted. */
    List<Recoveries.Outage> outages() {
        return List.copyOf(outages);
    }

    /** How often a strike waited for a task that had lost two workers. */
    int spared() {
        return spared;
    }
}
