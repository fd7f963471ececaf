package io.korrigo.bench.cluster;

import io.korrigo.KorrigoException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The worker processes of a round: as many as wanted, whoever kills them. Spares that have loaded everything wait to take
 * the place of a killed one at once.
 *
 * <p>When this virtual machine ends, so do they, paused ones too.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class Workers implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(3);

    private final SharedDatabase database;
    private final Path folder;
    private final List<String> java;
    private int wantedSpares;
    private final List<WorkerProcess> present = new ArrayList<>();
    private final List<WorkerProcess> spares = new ArrayList<>();
    private final List<WorkerProcess> all = new CopyOnWriteArrayList<>();
    private final Thread atExit = new Thread(this::killAll, "workers-end");
    private int diedThemselves;

    /**
     * @param java options of each worker's virtual machine
     * @param spares how many wait beside those that work
     */
    Workers(SharedDatabase database, Path folder, List<String> java, int spares) {
        this.java = List.copyOf(java);
        this.database = database;
        this.folder = folder;
        this.wantedSpares = spares;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts {@code count} and the spares, and waits until all are ready. */
    void start(int count) throws IOException, InterruptedException, SQLException {
        for (int i = 0; i < count; i++) {
            present.add(begun(false));
        }
        long end = System.nanoTime() + TO_START.toNanos();
        while (!spares.stream().allMatch(WorkerProcess::waits) || spares.size() < wantedSpares) {
            requireBefore(end);
            addSpares();
            Thread.sleep(20);
        }
        awaitReady();
    }

    private WorkerProcess begun(boolean spare) throws IOException, SQLException {
        String name = "worker-" + (all.size() + 1);
        String url = database.url(name);
        WorkerProcess worker =
                spare ? WorkerProcess.spare(name, url, folder, java) : WorkerProcess.start(name, url, folder, java);
        all.add(worker);
        return worker;
    }

    private void addSpares() throws IOException, SQLException {
        spares.removeIf(spare -> !spare.isAlive());
        while (spares.size() < wantedSpares) {
            spares.add(begun(true));
        }
    }

    /** One that begins to work now: a spare, better one that has loaded everything, if there is any. */
    private WorkerProcess next() throws IOException, SQLException {
        Optional<WorkerProcess> spare = Stream.concat(spares.stream().filter(WorkerProcess::waits), spares.stream())
                .filter(WorkerProcess::isAlive)
                .findFirst();
        if (spare.isEmpty()) {
            return begun(false);
        }
        spares.remove(spare.get());
        spare.get().call();
        return spare.get();
    }

    /** From now on who takes the place of a killed one is a spare that is left, or starts only then. */
    void makeNoMoreSpares() {
        wantedSpares = 0;
    }

    /** One that can be struck, better one that isn't paused; empty when all are starting or spared. */
    Optional<WorkerProcess> victim(RandomGenerator random, Set<String> spared) {
        List<WorkerProcess> candidates = present.stream()
                .filter(worker -> !spared.contains(worker.name()) && worker.hasStarted())
                .toList();
        List<WorkerProcess> awake =
                candidates.stream().filter(WorkerProcess::isReady).toList();
        List<WorkerProcess> best = awake.isEmpty() ? candidates : awake;
        return best.isEmpty() ? Optional.empty() : Optional.of(best.get(random.nextInt(best.size())));
    }

    /** Has a new process in the place of each that has ended, as a supervisor does. */
    void replaceEnded() throws IOException, SQLException {
        for (int i = 0; i < present.size(); i++) {
            WorkerProcess worker = present.get(i);
            if (!worker.isAlive()) {
                diedThemselves += worker.killedAt() == null ? 1 : 0;
                present.set(i, next());
                worker.clear();
            }
        }
        addSpares();
    }

    /** Those that sleep. */
    List<WorkerProcess> paused() {
        return present.stream().filter(WorkerProcess::isPaused).toList();
    }

    /** The living one of that name. */
    WorkerProcess named(String name) {
        return present.stream()
                .filter(worker -> worker.name().equals(name) && worker.isAlive())
                .findFirst()
                .orElseThrow(() -> new KorrigoException("There is no " + name + " any more"));
    }

    /** Waits until every place has a worker that is ready. */
    void awaitReady() throws IOException, InterruptedException, SQLException {
        long end = System.nanoTime() + TO_START.toNanos();
        while (!present.stream().allMatch(WorkerProcess::isReady)) {
            requireBefore(end);
            replaceEnded();
            Thread.sleep(20);
        }
    }

    private void requireBefore(long end) {
        if (System.nanoTime() > end) {
            throw new KorrigoException("Not all workers have started; see the logs in " + folder);
        }
    }

    /** Every process that was ever started, oldest first. */
    List<WorkerProcess> all() {
        return List.copyOf(all);
    }

    /** Processes that ended though nobody killed them, as one does that starts while the database is away. */
    int diedThemselves() {
        return diedThemselves;
    }

    /**
     * Whether one that is not {@code dead} could work all the time, and none was paused, who may have slept with a row of
     * the database locked.
     */
    boolean wereCalm(String dead, Instant from, Instant to) {
        return all.stream().anyMatch(worker -> !worker.name().equals(dead) && worker.workedThroughout(from, to))
                && all.stream().noneMatch(worker -> worker.pausedWithin(from, to));
    }

    /** Tells all to end; false when one had to be killed. */
    boolean stop() throws InterruptedException {
        boolean obeyed = true;
        for (WorkerProcess worker : present) {
            obeyed &= !worker.isAlive() || worker.stop();
        }
        return obeyed;
    }

    private void killAll() {
        boolean interrupted = false;
        for (WorkerProcess worker : all) {
            try {
                if (worker.isAlive()) {
                    worker.kill();
                }
            } catch (InterruptedException impatient) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        killAll();
        for (WorkerProcess worker : all) {
            worker.clear();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The hook runs already, and finds nobody alive.
            return;
        }
    }
}
