package io.korrigo.bench.report;

import io.korrigo.bench.identify.MatcherSimulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The matcher's simulation in a Java of its own beside the pages, what it prints kept in a file. */
final class MatcherRun implements AutoCloseable {
    private static final String SEED = "21";

    private final Path file;
    private final Path unfinished;
    private final @Nullable Process process;

    private MatcherRun(Path file, Path unfinished, @Nullable Process process) {
        this.file = file;
        this.unfinished = unfinished;
        this.process = process;
    }

    /** Starts the simulation, unless it was done with the same options. */
    static MatcherRun start(ReportOptions options) throws IOException {
        Path file = options.out().resolve("matcher-" + options.simulated() + ".txt");
        Path unfinished = options.out().resolve("matcher.unfinished");
        if (Files.exists(file)) {
            return new MatcherRun(file, unfinished, null);
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MatcherSimulation.class.getName(),
                String.valueOf(options.simulated()),
                SEED);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(unfinished.toFile())
                .start();
        return new MatcherRun(file, unfinished, process);
    }

    /** Returns when the simulation has ended. */
    void await() throws IOException {
        if (process == null) {
            return;
        }
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("The matcher's simulation ended with status " + status);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the matcher was simulated", stop);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the simulation printed. */
    List<String> output() throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
