package io.korrigo.bench.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How many no-ops an engine takes, runs and settles while they are submitted.
 *
 * @param perSecond tasks, from the first submission until the last is settled
 * @param submit what the submitters waited for
 */
record Throughput(double perSecond, Latencies submit) {
    static final int SUBMITTERS = 4;
    static final int WORKERS = 8;

    /** @param ran counts down for each task that has run */
    static Throughput measure(Engine engine, int tasks, CountDownLatch ran)
            throws SQLException, InterruptedException, ExecutionException {
        long[] nanos = new long[tasks];
        ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
        long start = System.nanoTime();
        try {
            List<Future<?>> shares = new ArrayList<>();
            for (int submitter = 0; submitter < SUBMITTERS; submitter++) {
                int first = submitter;
                shares.add(submitters.submit(() -> {
                    for (int i = first; i < tasks; i += SUBMITTERS) {
                        long before = System.nanoTime();
                        engine.submit(i);
                        nanos[i] = System.nanoTime() - before;
                    }
                }));
            }
            for (Future<?> share : shares) {
                share.get();
            }
        } finally {
            submitters.shutdown();
        }
        ran.await();
        while (!engine.idle()) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return new Throughput(tasks / ((System.nanoTime() - start) / 1e9), new Latencies(nanos));
    }
}
