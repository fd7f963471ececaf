package io.korrigo.server.cli;

import io.korrigo.task.ProgressReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does one thing with many items on as many threads as there are processors. */
final class InParallel {
    private InParallel() {}

    /** One item's work. */
    @FunctionalInterface
    interface Work<T, R> {
        R apply(T item) throws Exception;
    }

    /**
     * The results in the order of the items.
     *
     * @throws Exception what the first failed item threw; the others are given up
     */
    static <T, R> List<R> each(List<T> items, ProgressReporter progress, Work<T, R> work) throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
        try {
            List<Future<R>> futures = new ArrayList<>(items.size());
            for (T item : items) {
                futures.add(threads.submit(() -> work.apply(item)));
            }
            List<R> results = new ArrayList<>(items.size());
            for (Future<R> future : futures) {
                results.add(future.get());
                progress.report(results.size(), items.size());
            }
            return results;
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        } finally {
            threads.shutdownNow();
        }
    }
}
