package io.korrigo.bench.engine;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.executor.jdbc.JdbcTaskExecutor;
import io.korrigo.task.TaskRegistry;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A node in a Java of its own, which says on its standard output what its tasks do; ends when its standard input does.
 *
 * <p>The time at which a line is read is an upper bound of when it happened, on one clock.
 */
final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private NodeProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a node with so many workers; returns when it takes up work. */
    static NodeProcess start(String url, int workers) throws IOException {
        NodeProcess node = new NodeProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        url,
                        String.valueOf(workers))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        node.await("ready");
        return node;
    }

    /** Reads until the node has said this; gives the time at which it was read. */
    long await(String said) throws IOException {
        String line = lines.readLine();
        while (!said.equals(line)) {
            if (line == null) {
                throw new IOException("The node ended before it said: " + said);
            }
            line = lines.readLine();
        }
        return System.nanoTime();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
        lines.close();
    }

    /** The node itself; the database's URL, and how many workers. */
    public static void main(String[] args) throws Exception {
        // Not System.out, on which libraries write.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        TaskRegistry tasks = TaskRegistry.of(
                new NoOp(number -> out.println("ran " + number)), new Waiting(line -> out.println(line)));
        try (HikariDataSource pool = BenchDatabase.pool(args[0])) {
            JdbcSchema.apply(pool);
            try (JdbcTaskExecutor executor = JdbcTaskExecutor.builder(pool, tasks)
                    .workers(Integer.parseInt(args[1]))
                    .build()) {
                out.println("ready");
                System.in.readAllBytes();
            }
        }
    }
}
