package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code korrigo serve} as a process of its own.
 *
 * @param printed what it printed until it listened
 */
record ServedProcess(Process process, URI uri, List<String> printed) {
    private static final String LISTENS = "Korrigo listens on ";

    /**
     * Starts it and waits until it listens.
     *
     * @param log of what it writes to standard error
     * @param arguments behind "serve"
     */
    static ServedProcess start(Path log, List<String> arguments) throws IOException {
        return start(log, Map.of(), arguments);
    }

    /** @param environment added to this process's */
    static ServedProcess start(Path log, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It is killed before the second compiler pays.
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                // What the server prints is looked for in English.
                "-Duser.language=en",
                "-cp",
                System.getProperty("java.class.path"),
                Korrigo.class.getName(),
                "serve"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out = process.inputReader();
        List<String> printed = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.add(line);
            if (line.startsWith(LISTENS)) {
                return new ServedProcess(process, URI.create(line.substring(LISTENS.length())), printed);
            }
        }
        throw new AssertionError("The server ended before it listened: " + Files.readString(log));
    }

    /** The administrator's token, if it was issued; else empty. */
    String token() {
        return printed.stream()
                .filter(line -> line.startsWith("Administrator's token"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("");
    }

    /** As an operating system kills. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells it to end, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
