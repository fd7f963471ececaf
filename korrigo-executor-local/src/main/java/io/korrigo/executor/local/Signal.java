package io.korrigo.executor.local;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Wakes workers that wait for news; news between a look and the wait isn't missed. */
final class Signal {
    private long count;

    synchronized long count() {
        return count;
    }

    synchronized void raise() {
        count++;
        notifyAll();
    }

    /** Waits until the count is no longer {@code seen}, at most so long. */
    synchronized void awaitChange(long seen, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (count == seen) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stray) {
            // Workers end by their executor's flag; an interrupt meant for the last task must not end this one.
            Thread.interrupted();
        }
    }
}
