package io.korrigo.testkit.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls that start at the same moment, each on a thread of its own. */
public final class SimultaneousCalls {
    private static final int PATIENCE = 60;

    private SimultaneousCalls() {}

    /** One call on so many threads; the answers in no particular order. */
    public static <T> List<T> of(int threads, Callable<T> call) {
        return of(Collections.nCopies(threads, call));
    }

    /**
     * The calls' answers in the same order.
     *
     * @throws AssertionError when a call fails, or one is not done after {@value #PATIENCE} seconds
     */
    public static <T> List<T> of(List<Callable<T>> calls) {
        ExecutorService pool = Executors.newFixedThreadPool(calls.size());
        try {
            CountDownLatch start = new CountDownLatch(calls.size());
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> call : calls) {
                futures.add(pool.submit(() -> {
                    start.countDown();
                    start.await();
                    return call.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get(PATIENCE, TimeUnit.SECONDS));
            }
            return answers;
        } catch (ExecutionException failed) {
            throw new AssertionError("A thread failed", failed.getCause());
        } catch (Exception failed) {
            throw new AssertionError("The threads did not end", failed);
        } finally {
            pool.shutdownNow();
        }
    }
}
