package io.korrigo.bench.cluster;

import io.korrigo.server.cli.Korrigo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code korrigo serve --role worker} as a process of its own, with a folder of its own for temporary files; maybe as a
 * spare that has yet to be called.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class WorkerProcess {
    private static final String LISTENS = "Korrigo listens on ";

    private final String name;
    private final Path temporary;
    private final Process process;
    private volatile boolean waits;
    private volatile @Nullable Instant readyAt;
    private final List<Pause> pauses = new CopyOnWriteArrayList<>();
    private volatile @Nullable Instant killedAt;

    /** @param to null while it lasts */
    private record Pause(Instant from, @Nullable Instant to) {
        boolean touches(Instant begin, Instant end) {
            return !from.isAfter(end) && (to == null || !to.isBefore(begin));
        }
    }

    private WorkerProcess(String name, Path temporary, Process process) {
        this.name = name;
        this.temporary = temporary;
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
        return start(Korrigo.class, name, url, folder, java);
    }

    /** {@link #start} of one that only loads what it needs, and works after {@link #call}. */
    static WorkerProcess spare(String name, String url, Path folder, List<String> java) throws IOException {
        return start(SpareWorker.class, name, url, folder, java);
    }

    private static WorkerProcess start(Class<?> main, String name, String url, Path folder, List<String> java)
            throws IOException {
        Path temporary = Files.createDirectory(folder.resolve(name + ".tmp"));
        List<String> serve = List.of(
                "serve",
                "--role",
                "worker",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--jdbc-url",
                url);
        Process process = new ProcessBuilder(command(java, temporary, main, serve))
                .redirectError(folder.resolve(name + ".log").toFile())
                .start();
        return new WorkerProcess(name, temporary, process);
    }

    /** How to run a class of this class path in a virtual machine of its own. */
    static List<String> command(List<String> java, Path temporary, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    private void awaitReady() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(SpareWorker.WAITS)) {
                    waits = true;
                } else if (line.startsWith(LISTENS)) {
                    readyAt = Instant.now();
                }
            }
        } catch (IOException failure) {
            if (process.isAlive()) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Makes a worker of a spare, as soon as it has loaded everything. */
    void call() throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write('\n');
        } catch (IOException failure) {
            // One that has ended is replaced like any other.
            if (process.isAlive()) {
                throw failure;
            }
        }
    }

    /** Whether it has loaded everything to be called. */
    boolean waits() {
        return waits && process.isAlive();
    }

    String name() {
        return name;
    }

    /** Whether it has begun to work and lives, though it may be paused. */
    boolean hasStarted() {
        return readyAt != null && process.isAlive();
    }

    boolean isReady() {
        return hasStarted() && !isPaused();
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

    /** Tells what became of it and when, in no order. */
    void tell(BiConsumer<Instant, String> listener) {
        Instant ready = readyAt;
        Instant killed = killedAt;
        if (ready != null) {
            listener.accept(ready, name + " is ready");
        }
        if (killed != null) {
            listener.accept(killed, name + " is killed");
        }
        for (Pause pause : pauses) {
            listener.accept(pause.from(), name + " is paused");
            if (pause.to() != null) {
                listener.accept(pause.to(), name + " goes on");
            }
        }
    }

    /** With -9. */
    void kill() throws InterruptedException {
        Instant now = Instant.now();
        killedAt = now;
        if (isPaused()) {
            endPause(now);
        }
        process.destroyForcibly().waitFor();
    }

    void pause() throws IOException, InterruptedException {
        pauses.add(new Pause(Instant.now(), null));
        Signals.send(process.pid(), "-STOP");
    }

    void resume() throws IOException, InterruptedException {
        Signals.send(process.pid(), "-CONT");
        endPause(Instant.now());
    }

    private void endPause(Instant now) {
        int last = pauses.size() - 1;
        pauses.set(last, new Pause(pauses.get(last).from(), now));
    }

    /** Removes the temporary files of one that has ended: who is killed leaves them. */
    void clear() throws IOException {
        if (Files.exists(temporary)) {
            KillTest.delete(temporary);
        }
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
