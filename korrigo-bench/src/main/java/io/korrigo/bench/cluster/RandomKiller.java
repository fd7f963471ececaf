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
import java.util.Set;

/**
 * Every two seconds kills or pauses a worker, each by chance; and restarts the database now and then.
 *
 * <p>A task that outlived three workers fails by design, since it may be what kills them. So who runs a task that has lost
 * two is let off, and another struck; a pause of one that turns out to have just taken such a task ends at once.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class RandomKiller {
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    /** When a strike came late, the next comes sooner, but not sooner than this. */
    private static final Duration LEAST_BETWEEN = Duration.ofSeconds(1);

    /** How long a statement that was on its way takes to show, at most. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(50);

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
    private long struckAt;
    private long strikeAt;
    private Duration longestGap = Duration.ZERO;
    private int kills;
    private int pauses;
    private int spared;

    private record Wakeup(WorkerProcess worker, long at) {}

    RandomKiller(Workers workers, SharedDatabase database, WriteLog log, KillTestOptions options, Random random) {
        this.workers = workers;
        this.database = database;
        this.log = log;
        this.random = random;
        this.struckAt = System.nanoTime();
        this.strikeAt = struckAt + BETWEEN.toNanos();
        for (int i = 1; i <= options.databaseRestarts(); i++) {
            restartsAt.add(struckAt + options.killing().toNanos() * i / (options.databaseRestarts() + 1));
        }
    }

    /** Does what is due by now. */
    void act() throws IOException, InterruptedException, SQLException {
        wakeWhoSleptEnough();
        workers.replaceEnded();
        if (System.nanoTime() < strikeAt) {
            return;
        }
        Set<String> atTheLast = log.holdersOfTasksAtTheirLastWorker();
        for (WorkerProcess sleeper : workers.paused()) {
            if (atTheLast.contains(sleeper.name())) {
                letOff(sleeper);
            }
        }
        Optional<WorkerProcess> victim = workers.victim(random, atTheLast);
        if (victim.isPresent() && strike(victim.get())) {
            noteStrike();
        }
        // Behind a strike, so that the next is due only when the database is back.
        if (!restartsAt.isEmpty() && System.nanoTime() >= restartsAt.element() && atTheLast.isEmpty()) {
            restartsAt.remove();
            restartDatabase();
        }
    }

    private void noteStrike() {
        long now = System.nanoTime();
        Duration gap = Duration.ofNanos(now - struckAt);
        longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
        struckAt = now;
        strikeAt = Math.max(strikeAt + BETWEEN.toNanos(), now + LEAST_BETWEEN.toNanos());
    }

    /** False when the victim was let off. */
    private boolean strike(WorkerProcess victim) throws IOException, InterruptedException, SQLException {
        boolean kill = random.nextBoolean() || victim.isPaused();
        if (!victim.isPaused() && (!kill || log.anyTaskHasLostAWorker())) {
            victim.pause();
            Thread.sleep(ON_ITS_WAY.toMillis());
            if (log.holdersOfTasksAtTheirLastWorker().contains(victim.name())) {
                letOff(victim);
                return false;
            }
        }
        if (kill) {
            victim.kill();
            kills++;
            workers.replaceEnded();
        } else {
            pauses++;
            long length = random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE);
            wakeups.add(new Wakeup(
                    victim, System.nanoTime() + Duration.ofMillis(length).toNanos()));
        }
        return true;
    }

    private void letOff(WorkerProcess worker) throws IOException, InterruptedException {
        wakeups.removeIf(wakeup -> wakeup.worker() == worker);
        worker.resume();
        spared++;
    }

    private void wakeWhoSleptEnough() throws IOException, InterruptedException {
        for (Wakeup wakeup :
                wakeups.stream().filter(each -> System.nanoTime() >= each.at()).toList()) {
            wakeups.remove(wakeup);
            if (wakeup.worker().isPaused()) {
                wakeup.worker().resume();
            }
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
        for (WorkerProcess sleeper : workers.paused()) {
            sleeper.resume();
        }
        workers.makeNoMoreSpares();
        workers.replaceEnded();
    }

    int kills() {
        return kills;
    }

    int pauses() {
        return pauses;
    }

    /** The longest time without a kill or a pause, from the beginning on. */
    Duration longestGap() {
        return longestGap;
    }

    /** When the database was restarted. */
    List<Recoveries.Outage> outages() {
        return List.copyOf(outages);
    }

    /** How often a worker was let off because of a task that had lost two. */
    int spared() {
        return spared;
    }
}
