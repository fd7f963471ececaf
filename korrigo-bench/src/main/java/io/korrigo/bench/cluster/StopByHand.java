package io.korrigo.bench.cluster;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Interrupts a thread when the virtual machine is told to end, and waits until that thread has put things away. */
final class StopByHand {
    private static final int SECONDS = 30;

    private final Thread worker;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean asked;

    private StopByHand(Thread worker) {
        this.worker = worker;
    }

    /** Interrupts the caller from now on until it calls {@link #isOver}. */
    static StopByHand ofThisThread() {
        StopByHand stop = new StopByHand(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(stop::interrupt, "stop-by-hand"));
        return stop;
    }

    private void interrupt() {
        if (over.getCount() == 0) {
            return;
        }
        asked = true;
        worker.interrupt();
        try {
            if (!over.await(SECONDS, TimeUnit.SECONDS)) {
                System.err.println("It does not stop; ending nevertheless");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the virtual machine was told to end before {@link #isOver}. */
    boolean isAsked() {
        return asked;
    }

    /** The thread has put everything away. */
    void isOver() {
        over.countDown();
    }
}
