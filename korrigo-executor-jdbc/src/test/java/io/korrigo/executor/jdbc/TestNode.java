package io.korrigo.executor.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.ParentTask;
import io.korrigo.task.RetryPolicy;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, to be killed: submits tasks, says so once each is stored, and runs them. */
final class TestNode {
    /** What a node's task is asked to do. */
    record Work(String name, int millis) {}

    /** What came of it. */
    record Done(String name, int parts) {}

    /** What a node says first, before its machine's time. */
    static final String CLOCK = "clock ";

    static final TaskKind<Work, Done> STEP = TaskKind.of("node_step", Work.class, Done.class);
    static final TaskKind<Work, Done> GROUP = TaskKind.of("node_group", Work.class, Done.class);

    static final TaskKind<Work, Done> POISON = TaskKind.of("node_poison", Work.class, Done.class);

    static final TaskRegistry TASKS = TaskRegistry.of(new Step(), new Group(), new Poison());

    /** The exit status of a node that a {@link Poison} has killed. */
    static final int POISONED = 66;

    /** Takes its time. */
    record Step() implements SingleTask<Work, Done> {
        @Override
        public TaskKind<Work, Done> kind() {
            return STEP;
        }

        @Override
        public RetryPolicy retryPolicy() {
            return new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(1));
        }

        @Override
        public Done run(Work work, TaskContext context) throws Exception {
            for (int i = 0; i < work.millis(); i += 10) {
                context.progress().report(i, work.millis());
                TimeUnit.MILLISECONDS.sleep(10);
            }
            return new Done(work.name(), 1);
        }
    }

    /** Five steps. */
    record Group() implements ParentTask<Work, Done> {
        @Override
        public TaskKind<Work, Done> kind() {
            return GROUP;
        }

        @Override
        public List<Submission<?>> plan(Work work, TaskContext context) {
            List<Submission<?>> steps = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                steps.add(Submission.of(STEP, new Work(work.name() + "." + i, work.millis()), context.owner()));
            }
            return steps;
        }

        @Override
        public Done finish(Work work, List<TaskSnapshot> children, TaskContext context) {
            return new Done(work.name(), children.size());
        }
    }

    /** Kills the process that runs it, as a fault in a native library does. */
    record Poison() implements SingleTask<Work, Done> {
        @Override
        public TaskKind<Work, Done> kind() {
            return POISON;
        }

        @Override
        public Done run(Work work, TaskContext context) {
            Runtime.getRuntime().halt(POISONED);
            throw new AssertionError("the process is dead");
        }
    }

    private TestNode() {}

    /**
     * Runs the node until it is killed.
     *
     * @param arguments the URL of a database with the tables, how many tasks to submit, and the lease as a duration
     */
    public static void main(String[] arguments) throws InterruptedException {
        HikariDataSource dataSource = TestDatabase.pool(arguments[0]);
        System.out.println(CLOCK + Instant.now());
        try (JdbcTaskExecutor executor = JdbcTaskExecutor.builder(dataSource, TASKS)
                .workers(4)
                .lease(Duration.parse(arguments[2]))
                .build()) {
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                Work work = new Work("task " + i, 20 + i % 7 * 10);
                TaskSnapshot task = executor.submit(Submission.of(i % 10 == 0 ? GROUP : STEP, work, "ada"));
                System.out.println("stored " + task.id());
            }
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }

    /** Starts a node. */
    static Process start(String url, int tasks) throws IOException {
        return start(url, tasks, ProcessBuilder.Redirect.PIPE);
    }

    /** Starts a node that says what it stored to {@code output}. */
    static Process start(String url, int tasks, ProcessBuilder.Redirect output) throws IOException {
        return start(url, tasks, Duration.ofSeconds(4), List.of(), output);
    }

    /** @param java more options of the virtual machine */
    static Process start(String url, int tasks, Duration lease, List<String> java, ProcessBuilder.Redirect output)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
        command.addAll(java);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TestNode.class.getName(),
                url,
                String.valueOf(tasks),
                lease.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static BufferedReader output(Process node) {
        return new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
    }
}
