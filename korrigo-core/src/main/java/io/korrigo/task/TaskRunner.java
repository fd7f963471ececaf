package io.korrigo.task;

import io.korrigo.InvalidInputException;
import io.korrigo.task.RunOutcome.End;
import io.korrigo.task.RunningTask.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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
    private static final long BETWEEN_WRITES = Duration.ofMillis(200).toNanos();

    private final TaskStore store;
    private final TaskRegistry registry;
    private final Duration lease;
    private final RandomGenerator random;
    private final boolean interrupts;
    private final TaskExecutor.Listener listener;
    private final LongSupplier nanoTime;
    private final Heartbeat heartbeat;

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
            RunOutcome outcome = settle(running, ending);
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
            return () -> failed(claim, "No task of kind " + claim.kind() + " is registered here");
        }
        if (claim.lost() >= LOST_WORKERS) {
            return () -> failed(claim, "The task was given up: it lost its worker " + claim.lost() + " times");
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
            return succeeded(claim, single.run(parameters, running));
        }
        ParentTask<P, R> parent = (ParentTask<P, R>) task;
        if (claim.step() == Claim.Step.FINISH) {
            return succeeded(claim, parent.finish(parameters, store.children(claim.id()), running));
        }
        List<Submission<?>> children = List.copyOf(parent.plan(parameters, running));
        for (Submission<?> child : children) {
            if (registry.find(child.kind().name()).isEmpty()) {
                throw new IllegalArgumentException(
                        "No task of kind " + child.kind().name() + " is registered");
            }
        }
        return () -> planned(claim, children);
    }

    private Supplier<RunOutcome> succeeded(Claim claim, Record result) {
        Objects.requireNonNull(result, "result");
        return () -> new RunOutcome(
                End.SUCCEEDED,
                claim.attempt(),
                store.succeed(claim, result).stream().toList(),
                null);
    }

    private RunOutcome planned(Claim claim, List<Submission<?>> children) {
        List<TaskId> ids = store.awaitChildren(claim, children);
        return new RunOutcome(End.PLANNED, claim.attempt(), ids.isEmpty() ? List.of(claim.id()) : ids, null);
    }

    private RunOutcome failed(Claim claim, String error) {
        return new RunOutcome(
                End.FAILED, claim.attempt(), store.fail(claim, error).stream().toList(), null);
    }

    private RunOutcome revoked(Claim claim) {
        return new RunOutcome(
                End.REVOKED, claim.attempt(), store.revoke(claim).stream().toList(), null);
    }

    private RunOutcome released(Claim claim) {
        store.release(claim);
        return new RunOutcome(End.RELEASED, claim.attempt(), List.of(claim.id()), null);
    }

    private Supplier<RunOutcome> afterFailure(RunningTask running, RetryPolicy policy, Throwable failure) {
        Claim claim = running.claim();
        Stop stop = running.stopped();
        if (stop == Stop.LOST || failure instanceof StaleClaimException && stop == null) {
            return () -> RunOutcome.lost(claim);
        }
        if (stop == Stop.CANCELLED || failure instanceof TaskCancelledException) {
            return () -> revoked(claim);
        }
        if (stop == Stop.SHUTDOWN) {
            return () -> released(claim);
        }
        String detail = FailureText.forLog(failure, claim.attempt());
        int failures = claim.failures() + 1;
        LOG.warn("Task {} of kind {}: {}", claim.id(), claim.kind(), detail);
        if (failure instanceof InvalidInputException) {
            return () -> failedWith(claim, detail, Objects.requireNonNullElse(failure.getMessage(), "Invalid input"));
        }
        if (!policy.allowsAfter(failures)) {
            return () -> failedWith(claim, detail, FailureText.forSubmitter(failure, failures));
        }
        Duration pause = policy.pauseAfter(failures, random);
        return () -> {
            store.retry(claim, pause, detail);
            return new RunOutcome(End.RETRIED, claim.attempt(), List.of(), pause);
        };
    }

    private RunOutcome failedWith(Claim claim, String detail, String error) {
        store.log(claim, detail);
        return failed(claim, error);
    }

    /** Stores the ending, again and again while the store is down and the lease lasts. */
    private RunOutcome settle(RunningTask running, Supplier<RunOutcome> ending) {
        Claim claim = running.claim();
        Supplier<RunOutcome> write = ending;
        boolean told = false;
        while (running.stopped() != Stop.LOST) {
            try {
                running.writeProgress();
                return write.get();
            } catch (StaleClaimException gone) {
                LOG.info("Attempt {} of task {} ended after its successor began", claim.attempt(), claim.id());
                break;
            } catch (TaskCancelledException cancelled) {
                write = () -> revoked(claim);
            } catch (TaskStoreException outage) {
                if (!told) {
                    LOG.warn("Task {} could not store its end, trying again until its lease ends", claim.id(), outage);
                    told = true;
                }
                LockSupport.parkNanos(BETWEEN_WRITES);
                running.fence();
            } catch (RuntimeException refused) {
                // The store can't take this result or these children, and would not the next time.
                String detail = FailureText.forLog(refused, claim.attempt());
                LOG.warn("Task {} of kind {}: {}", claim.id(), claim.kind(), detail);
                write = () -> failedWith(claim, detail, FailureText.forSubmitter(refused, claim.failures() + 1));
            }
        }
        return RunOutcome.lost(claim);
    }
}
