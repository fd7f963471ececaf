package io.korrigo.bench.engine;

import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long a task waits for a worker when nothing else is to be done: from the call that submits it, or that commits the
 * caller's transaction, until its first line runs.
 */
final class PickUps {
    private static final int WORKERS = 2;
    private static final long PATIENCE = 60;

    private PickUps() {}

    /** What makes a task due. */
    private interface Submit {
        /** Returns the moment from which the task waits. */
        long on(long number) throws SQLException;
    }

    /** When a task ran. */
    private interface Ran {
        long at(long number) throws IOException, InterruptedException;
    }

    static Latencies raw(BenchDatabase database, int tasks) throws Exception {
        LinkedBlockingQueue<Long> ran = new LinkedBlockingQueue<>();
        try (RawEngine engine = new RawEngine(database, WORKERS, number -> ran.add(System.nanoTime()))) {
            return measure(tasks, submitting(engine), number -> next(ran));
        }
    }

    static Latencies sameProcess(BenchDatabase database, int tasks) throws Exception {
        LinkedBlockingQueue<Long> ran = new LinkedBlockingQueue<>();
        try (KorrigoEngine engine = new KorrigoEngine(database, WORKERS, number -> ran.add(System.nanoTime()))) {
            return measure(tasks, submitting(engine), number -> next(ran));
        }
    }

    static Latencies afterCommit(BenchDatabase database, int tasks) throws Exception {
        LinkedBlockingQueue<Long> ran = new LinkedBlockingQueue<>();
        try (KorrigoEngine engine = new KorrigoEngine(database, WORKERS, number -> ran.add(System.nanoTime()))) {
            return measure(
                    tasks,
                    number -> {
                        try (Connection connection = database.pool().getConnection()) {
                            connection.setAutoCommit(false);
                            engine.submit(connection, number);
                            long before = System.nanoTime();
                            connection.commit();
                            connection.setAutoCommit(true);
                            return before;
                        }
                    },
                    number -> next(ran));
        }
    }

    static Latencies otherProcess(BenchDatabase database, int tasks) throws Exception {
        try (NodeProcess node = NodeProcess.start(database.url(), WORKERS)) {
            JdbcTaskStore store = JdbcTaskStore.of(database.pool(), NoOp.registry(number -> {}));
            return measure(
                    tasks,
                    number -> {
                        long before = System.nanoTime();
                        store.submit(NoOp.submission(number));
                        return before;
                    },
                    number -> node.await("ran " + number));
        }
    }

    /** From the call that cancels a task until the task, which runs in another process, is told. */
    static Latencies cancellations(BenchDatabase database, int tasks) throws Exception {
        try (NodeProcess node = NodeProcess.start(database.url(), WORKERS)) {
            JdbcTaskStore store = JdbcTaskStore.of(database.pool(), TaskRegistry.of(new Waiting(line -> {})));
            return measure(
                    tasks,
                    number -> {
                        TaskId id = store.submit(Waiting.submission(number)).id();
                        try {
                            node.await("began " + number);
                        } catch (IOException ended) {
                            throw new IllegalStateException(ended);
                        }
                        // At any moment between two heartbeats.
                        pause(new Random(number), 0, 250);
                        long before = System.nanoTime();
                        store.cancel(id);
                        return before;
                    },
                    number -> node.await("stopped " + number));
        }
    }

    private static Submit submitting(Engine engine) {
        return number -> {
            long before = System.nanoTime();
            engine.submit(number);
            return before;
        };
    }

    private static Latencies measure(int tasks, Submit submit, Ran ran) throws Exception {
        Random random = new Random(7);
        int warmUp = tasks / 10;
        long[] nanos = new long[tasks];
        for (int i = -warmUp; i < tasks; i++) {
            // Idle, but not in step with anything that runs on a beat.
            pause(random, 15, 60);
            long before = submit.on(i + warmUp);
            long took = ran.at(i + warmUp) - before;
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        return new Latencies(nanos);
    }

    private static long next(LinkedBlockingQueue<Long> ran) throws InterruptedException {
        Long at = ran.poll(PATIENCE, TimeUnit.SECONDS);
        if (at == null) {
            throw new IllegalStateException("A task was not picked up in " + PATIENCE + " seconds");
        }
        return at;
    }

    private static void pause(Random random, int least, int most) {
        try {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(least, most));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
