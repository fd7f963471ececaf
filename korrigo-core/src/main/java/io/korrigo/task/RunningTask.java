package io.korrigo.task;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt while a worker runs it: what the task sees of it, and how it is told to stop.
 *
 * <p><b>Threads:</b> the worker's, those that the task starts, and the heartbeat's; the fields are guarded by this
 * object's monitor, which is never held during a call of the store.
 */
final class RunningTask implements TaskContext, ProgressReporter {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);
    private static final long BETWEEN_REPORTS = Duration.ofMillis(200).toNanos();

    /** Why an attempt must stop; a later one outweighs an earlier one. */
    enum Stop {
        SHUTDOWN,
        CANCELLED,
        LOST
    }

    private final Claim claim;
    private final TaskStore store;
    private final long lease;
    private final boolean interrupts;
    private final LongSupplier nanoTime;

    private @Nullable Thread worker = Thread.currentThread();
    private boolean writing;
    private boolean interruptAfterWriting;
    private @Nullable Stop stop;
    private long renewedAt;
    private @Nullable Progress best;
    private @Nullable Progress unwritten;
    private long reportedAt;

    /** @param claimedAt nanoTime just before the claim was made */
    RunningTask(
            Claim claim, TaskStore store, Duration lease, boolean interrupts, LongSupplier nanoTime, long claimedAt) {
        this.claim = claim;
        this.store = store;
        this.lease = lease.toNanos();
        this.interrupts = interrupts;
        this.nanoTime = nanoTime;
        this.renewedAt = claimedAt;
        this.reportedAt = claimedAt - BETWEEN_REPORTS;
    }

    Claim claim() {
        return claim;
    }

    @Override
    public TaskId id() {
        return claim.id();
    }

    @Override
    public String owner() {
        return claim.owner();
    }

    @Override
    public int attempt() {
        return claim.attempt();
    }

    @Override
    public ProgressReporter progress() {
        return this;
    }

    @Override
    public void report(long current, long total) {
        Progress progress = new Progress(current, total);
        checkCancelled();
        synchronized (this) {
            if (best != null && progress.isBehind(best)) {
                return;
            }
            best = progress;
            unwritten = progress;
        }
        writeProgressIfDue();
    }

    @Override
    public void log(String line) {
        checkCancelled();
        try {
            write(() -> store.log(claim, line));
        } catch (TaskStoreException outage) {
            // A line is not worth the attempt; should the outage last, the heartbeat ends the attempt.
            LOG.warn("Task {} lost a line of its log", claim.id(), outage);
        }
    }

    @Override
    public void checkCancelled() {
        fence();
        Stop reason = stopped();
        if (reason == Stop.CANCELLED) {
            throw new TaskCancelledException(claim.id());
        }
        if (reason != null) {
            throw new StaleClaimException(claim);
        }
    }

    synchronized @Nullable Stop stopped() {
        return stop;
    }

    /** Tells the attempt to stop, by interrupting its thread, once it has written what it is writing to the store. */
    synchronized void stop(Stop reason) {
        if (stop == null || reason.compareTo(stop) > 0) {
            stop = reason;
        }
        if (!interrupts) {
            return;
        }
        if (writing) {
            // An interrupt in the middle of a database call can close the connection, or an embedded database's file.
            interruptAfterWriting = true;
        } else if (worker != null) {
            worker.interrupt();
        }
    }

    /** Notes that the store prolonged the lease when it was asked at {@code askedAt}. */
    synchronized void renewed(long askedAt) {
        renewedAt = Math.max(renewedAt, askedAt);
    }

    /** Stops an attempt whose lease ran out without a renewal: by now somebody else may have the task. */
    void fence() {
        boolean ranOut;
        synchronized (this) {
            ranOut = stop != Stop.LOST && nanoTime.getAsLong() - renewedAt > lease;
        }
        if (ranOut) {
            LOG.warn("Task {} stops: attempt {} could not renew its lease in time", claim.id(), claim.attempt());
            stop(Stop.LOST);
        }
    }

    /** The work is over: from now on nothing interrupts the worker, which may store how it ended. */
    synchronized void workIsOver() {
        worker = null;
        Thread.interrupted();
    }

    /** Stores the last report, unless it is stored already or one was stored a moment ago. */
    void writeProgressIfDue() {
        synchronized (this) {
            if (nanoTime.getAsLong() - reportedAt < BETWEEN_REPORTS) {
                return;
            }
        }
        try {
            writeProgress();
        } catch (TaskStoreException outage) {
            LOG.debug("Task {} could not store its progress, trying again later", claim.id(), outage);
        }
    }

    /** Stores the last report unless it is stored already. */
    void writeProgress() {
        Progress progress;
        synchronized (this) {
            progress = unwritten;
            unwritten = null;
            if (progress == null) {
                return;
            }
            reportedAt = nanoTime.getAsLong();
        }
        Progress written = progress;
        try {
            write(() -> store.progress(claim, written));
        } catch (TaskStoreException outage) {
            synchronized (this) {
                unwritten = unwritten == null ? written : unwritten;
            }
            throw outage;
        }
    }

    private void write(Runnable call) {
        boolean interrupted = beginWriting();
        try {
            call.run();
        } catch (StaleClaimException gone) {
            stop(Stop.LOST);
            throw gone;
        } finally {
            endWriting(interrupted);
        }
    }

    private synchronized boolean beginWriting() {
        if (Thread.currentThread() != worker) {
            return false;
        }
        writing = true;
        return Thread.interrupted();
    }

    private synchronized void endWriting(boolean interrupted) {
        if (Thread.currentThread() != worker) {
            return;
        }
        writing = false;
        if (interrupted || interruptAfterWriting) {
            interruptAfterWriting = false;
            Thread.currentThread().interrupt();
        }
    }
}
