package io.korrigo.task;

import io.korrigo.InvalidInputException;
import io.korrigo.task.RunningTask.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one attempt of a stored task on the calling thread, the same way in every executor.
 *
 * <ol>
 *   <li>Claims the task and renews the claim from one thread that all running tasks share.
 *   <li>Runs the registered {@link Task}, which is interrupted when it is cancelled, lost or handed back.
 *   <li>Stores how the attempt ended: a result, children, another attempt after a pause, or a failure. A store that is
 *       down is tried again until the lease is over.
 * </ol>
 *
 * <p>A task that outlived three of its workers' leases fails rather than kill a fourth.
 *
 * <p>A thread is never interrupted inside a call of the store: H2 writes its file through a channel that an interrupt closes,
 * and with it the database for everybody.
 *
 * <p><b>Threads:</b> safe for concurrent use, one call of {@link #run} per worker thread.<br>
 * <b>Time:</b> an attempt that could not renew its claim for the length of the lease, measured from before the last
 * renewal was asked for, stops and writes nothing more.
 */
public final class TaskRunner implements AutoCloseable {
    /** A task that has lost so many workers fails when it is claimed again. */
    public static final int LOST_WORKERS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private final TaskStore store;
    private final TaskRegistry registry;
    private final Duration lease;
    private final RandomGenerator random;
    private final boolean interrupts;
    private final TaskExecutor.Listener listener;
    private final LongSupplier nanoTime;
    private final Heartbeat heartbeat;
    private final AttemptEnds ends;

    /**
     * @param lease how long a worker may be silent before its task is due again; at least 100 ms
     * @param random spreads the pauses between attempts; used by several threads, as {@link java.util.Random} can be
     */
    public TaskRunner(TaskStore store, TaskRegistry registry, Duration lease, RandomGenerator random) {
        this(store, registry, lease, random, true);
    }

    /**
     * @param interrupts whether a task that must stop has its thread interrupted; if not, it hears of it at its next
     *     {@link TaskContext#checkCancelled}. An interrupt in the middle of a write closes some embedded databases
     */
    public TaskRunner(
            TaskStore store, TaskRegistry registry, Duration lease, RandomGenerator random, boolean interrupts) {
        this(store, registry, lease, random, interrupts, TaskExecutor.Listener.NONE);
    }

    /** @param listener is told of each attempt */
    public TaskRunner(
            TaskStore store,
            TaskRegistry registry,
            Duration lease,
            RandomGenerator random,
            boolean interrupts,
            TaskExecutor.Listener listener) {
        this(store, registry, lease, random, interrupts, listener, System::nanoTime);
    }

    /** @param nanoTime monotonic, as {@link System#nanoTime}: a clock that is set must not end a lease */
    TaskRunner(
            TaskStore store,
            TaskRegistry registry,
            Duration lease,
            RandomGenerator random,
            boolean interrupts,
            TaskExecutor.Listener listener,
            LongSupplier nanoTime) {
        if (lease.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("A lease lasts at least 100 ms, not " + lease);
        }
        this.store = store;
        this.registry = registry;
        this.lease = lease;
        this.random = random;
        this.interrupts = interrupts;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.heartbeat = new Heartbeat(store, lease, nanoTime);
        this.ends = new AttemptEnds(store);
    }

    /**
     * Claims the task and runs it to the end of this attempt; empty when it isn't due (any more).
     *
     * @param worker names the worker in the task's log
     * @throws TaskStoreException when the claim could not be made; what fails later is in the outcome
     */
    public Optional<RunOutcome> run(TaskId id, String worker) {
        long before = nanoTime.getAsLong();
        return store.claim(id, worker, lease).map(claim -> run(claim, before));
    }

    /**
     * Runs a task that the caller has claimed, for the length of this runner's lease, to the end of this attempt.
     *
     * @param since {@link System#nanoTime} just before the claim was asked for
     */
    public RunOutcome run(Claim claim, long since) {
        return run(new RunningTask(claim, store, lease, interrupts, nanoTime, since));
    }

    /** Looks for cancelled tasks among the running ones at once rather than at the next heartbeat. */
    public void checkNow() {
        heartbeat.beatNow();
    }

    /** How many tasks run at this moment. */
    public int running() {
        return heartbeat.running().size();
    }

    /** Interrupts every running task, to be handed back to the store by its worker. */
    public void handBack() {
        heartbeat.running().forEach(task -> task.stop(Stop.SHUTDOWN));
    }

    /** Gives a claim back to the store: nobody runs it, or what its worker writes from now on is to be refused. */
    public void handBack(Claim claim) {
        try {
            store.release(claim);
        } catch (StaleClaimException ended) {
            LOG.debug("Task {} ended meanwhile", claim.id(), ended);
        } catch (TaskCancelledException cancelled) {
            store.revoke(claim);
        } catch (TaskStoreException outage) {
            LOG.warn("Task {} could not be handed back; it is due when its lease ends", claim.id(), outage);
        }
    }

    /**
     * Ends the heartbeat. Tasks that still run, deaf to {@link #handBack}, are handed back over their heads: what they
     * write from now on is refused.
     */
    @Override
    public void close() {
        for (RunningTask task : heartbeat.running()) {
            task.stop(Stop.LOST);
            handBack(task.claim());
        }
        heartbeat.close();
    }

    private RunOutcome run(RunningTask running) {
        heartbeat.add(running);
        try (ToldAttempt told = new ToldAttempt(listener, running.claim())) {
            Supplier<RunOutcome> ending = attempt(running);
            running.workIsOver();
            RunOutcome outcome = ends.settle(running, ending);
            told.ended(running.claim(), outcome);
            return outcome;
        } finally {
            heartbeat.remove(running);
            // Between the end of the work and here nothing may have interrupted us but the task's own threads.
            Thread.interrupted();
        }
    }

    /** Does the work and says what to store about it. */
    private Supplier<RunOutcome> attempt(RunningTask running) {
        Claim claim = running.claim();
        Optional<Task<?, ?>> task = registry.find(claim.kind());
        if (task.isEmpty()) {
            return () -> ends.failed(claim, "No task of kind " + claim.kind() + " is registered here");
        }
        if (claim.lost() >= LOST_WORKERS) {
            return () -> ends.failed(claim, "The task was given up: it lost its worker " + claim.lost() + " times");
        }
        try {
            return work(task.get(), running);
        } catch (Throwable failure) {
            // Errors too: an OutOfMemoryError or a missing class of one task must not end the worker.
            return afterFailure(running, task.get().retryPolicy(), failure);
        }
    }

    private <P extends Record, R extends Record> Supplier<RunOutcome> work(Task<P, R> task, RunningTask running)
            throws Exception {
        Claim claim = running.claim();
        P parameters = task.kind().parameters().cast(claim.parameters());
        if (task instanceof SingleTask<P, R> single) {
            return ends.succeeded(claim, single.run(parameters, running));
        }
        ParentTask<P, R> parent = (ParentTask<P, R>) task;
        if (claim.step() == Claim.Step.FINISH) {
            return ends.succeeded(claim, parent.finish(parameters, store.children(claim.id()), running));
        }
        List<Submission<?>> children = List.copyOf(parent.plan(parameters, running));
        for (Submission<?> child : children) {
            if (registry.find(child.kind().name()).isEmpty()) {
                throw new IllegalArgumentException(
                        "No task of kind " + child.kind().name() + " is registered");
            }
        }
        return () -> ends.planned(claim, children);
    }

    private Supplier<RunOutcome> afterFailure(RunningTask running, RetryPolicy policy, Throwable failure) {
        Claim claim = running.claim();
        Stop stop = running.stopped();
        if (stop == Stop.LOST || failure instanceof StaleClaimException && stop == null) {
            return () -> RunOutcome.lost(claim);
        }
        if (stop == Stop.CANCELLED || failure instanceof TaskCancelledException) {
            return () -> ends.revoked(claim);
        }
        if (stop == Stop.SHUTDOWN) {
            return () -> ends.released(claim);
        }
        String detail = FailureText.forLog(failure, claim.attempt());
        int failures = claim.failures() + 1;
        LOG.warn("Task {} of kind {}: {}", claim.id(), claim.kind(), detail);
        if (failure instanceof InvalidInputException) {
            return () ->
                    ends.failedWith(claim, detail, Objects.requireNonNullElse(failure.getMessage(), "Invalid input"));
        }
        if (!policy.allowsAfter(failures)) {
            return () -> ends.failedWith(claim, detail, FailureText.forSubmitter(failure, failures));
        }
        Duration pause = policy.pauseAfter(failures, random);
        return () -> ends.retried(claim, pause, detail);
    }
}
