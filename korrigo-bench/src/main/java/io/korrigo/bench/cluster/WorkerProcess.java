package io.korrigo.bench.cluster;

import io.korrigo.server.cli.Korrigo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code korrigo serve --role worker} as a process of its own.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class WorkerProcess {
    private static final String LISTENS = "Korrigo listens on ";

    private final String name;
    private final Process process;
    private volatile @Nullable Instant readyAt;
    private final List<Pause> pauses = new CopyOnWriteArrayList<>();
    private volatile @Nullable Instant killedAt;

    /** @param to null while it lasts */
    private record Pause(Instant from, @Nullable Instant to) {
        boolean touches(Instant begin, Instant end) {
            return !from.isAfter(end) && (to == null || !to.isBefore(begin));
        }
    }

    private WorkerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread watch = new Thread(this::awaitReady, name + "-output");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Starts one.
     *
     * @param name under which it connects, also of the file that takes what it logs
     * @param folder with the files that all nodes share in {@code data}
     * @param java options of the virtual machine
     */
    static WorkerProcess start(String name, String url, Path folder, List<String> java) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Korrigo.class.getName(),
                "serve",
                "--role",
                "worker",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--jdbc-url",
                url));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve(name + ".log").toFile())
                .start();
        // Who stops the kill test by hand must not leave a paused worker behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new WorkerProcess(name, process);
    }

    private void awaitReady() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(LISTENS)) {
                    readyAt = Instant.now();
                }
            }
        } catch (IOException failure) {
            if (process.isAlive()) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    String name() {
        return name;
    }

    boolean isReady() {
        return readyAt != null && process.isAlive() && !isPaused();
    }

    boolean isPaused() {
        return !pauses.isEmpty() && pauses.get(pauses.size() - 1).to() == null;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** When it was killed, or null. */
    @Nullable
    Instant killedAt() {
        return killedAt;
    }

    /** Whether it could work all the time from {@code from} to {@code to}. */
    boolean workedThroughout(Instant from, Instant to) {
        Instant ready = readyAt;
        Instant killed = killedAt;
        return ready != null
                && !ready.isAfter(from)
                && (killed == null || killed.isAfter(to))
                && !pausedWithin(from, to);
    }

    /** Whether it was paused at any moment from {@code from} to {@code to}. */
    boolean pausedWithin(Instant from, Instant to) {
        return pauses.stream().anyMatch(pause -> pause.touches(from, to));
    }

    /** With -9. */
    void kill() throws InterruptedException {
        killedAt = Instant.now();
        process.destroyForcibly().waitFor();
    }

    void pause() throws IOException, InterruptedException {
        pauses.add(new Pause(Instant.now(), null));
        Signals.send(process.pid(), "-STOP");
    }

    void resume() throws IOException, InterruptedException {
        Signals.send(process.pid(), "-CONT");
        int last = pauses.size() - 1;
        pauses.set(last, new Pause(pauses.get(last).from(), Instant.now()));
    }

    /** Tells it to end, as an operating system does that shuts down; false when it had to be killed after all. */
    boolean stop() throws InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(40, TimeUnit.SECONDS);
        if (!ended) {
            kill();
        }
        return ended;
    }
}
