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
import java.util.random.RandomGenerator;

/**
 * The worker processes of a round: as many as wanted, whoever kills them.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class Workers implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(3);

    private final SharedDatabase database;
    private final Path folder;
    private final List<String> java;
    private final List<WorkerProcess> present = new ArrayList<>();
    private final List<WorkerProcess> all = new ArrayList<>();
    private int diedThemselves;

    /** @param java options of each worker's virtual machine */
    Workers(SharedDatabase database, Path folder, List<String> java) {
        this.java = List.copyOf(java);
        this.database = database;
        this.folder = folder;
    }

    /** Starts {@code count} and waits until all are ready. */
    void start(int count) throws IOException, InterruptedException, SQLException {
        for (int i = 0; i < count; i++) {
            present.add(started(i));
        }
        awaitReady();
    }

    private WorkerProcess started(int place) throws IOException, SQLException {
        String name = "worker-" + (place + 1) + "-" + (all.size() + 1);
        WorkerProcess worker = WorkerProcess.start(name, database.url(name), folder, java);
        all.add(worker);
        return worker;
    }

    /** Any that can be struck; empty when all are paused or starting. */
    Optional<WorkerProcess> victim(RandomGenerator random) {
        List<WorkerProcess> ready =
                present.stream().filter(WorkerProcess::isReady).toList();
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.get(random.nextInt(ready.size())));
    }

    /** Starts a new process in the place of each that has ended, as a supervisor does. */
    void replaceEnded() throws IOException, SQLException {
        for (int i = 0; i < present.size(); i++) {
            WorkerProcess worker = present.get(i);
            if (!worker.isAlive()) {
                diedThemselves += worker.killedAt() == null ? 1 : 0;
                present.set(i, started(i));
            }
        }
    }

    void resumeAll() throws IOException, InterruptedException {
        for (WorkerProcess worker : present) {
            if (worker.isPaused()) {
                worker.resume();
            }
        }
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
            if (System.nanoTime() > end) {
                throw new KorrigoException("Not all workers have started; see the logs in " + folder);
            }
            replaceEnded();
            Thread.sleep(20);
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

    @Override
    public void close() {
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
}
