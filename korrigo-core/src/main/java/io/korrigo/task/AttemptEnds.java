package io.korrigo.task;

import io.korrigo.task.RunOutcome.End;
import io.korrigo.task.RunningTask.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores how attempts end.
 *
 * <p><b>Threads:</b> safe for concurrent use, as the store is.
 */
final class AttemptEnds {
    // What the log says of attempts has one name, whoever says it.
    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
    private static final long BETWEEN_WRITES = Duration.ofMillis(200).toNanos();

    private final TaskStore store;

    AttemptEnds(TaskStore store) {
        this.store = store;
    }

    Supplier<RunOutcome> succeeded(Claim claim, Record result) {
        Objects.requireNonNull(result, "result");
        return () -> new RunOutcome(
                End.SUCCEEDED,
                claim.attempt(),
                store.succeed(claim, result).stream().toList(),
                null);
    }

    RunOutcome planned(Claim claim, List<Submission<?>> children) {
        List<TaskId> ids = store.awaitChildren(claim, children);
        return new RunOutcome(End.PLANNED, claim.attempt(), ids.isEmpty() ? List.of(claim.id()) : ids, null);
    }

    RunOutcome failed(Claim claim, String error) {
        return new RunOutcome(
                End.FAILED, claim.attempt(), store.fail(claim, error).stream().toList(), null);
    }

    RunOutcome revoked(Claim claim) {
        return new RunOutcome(
                End.REVOKED, claim.attempt(), store.revoke(claim).stream().toList(), null);
    }

    RunOutcome released(Claim claim) {
        store.release(claim);
        return new RunOutcome(End.RELEASED, claim.attempt(), List.of(claim.id()), null);
    }

    RunOutcome retried(Claim claim, Duration pause, String reason) {
        store.retry(claim, pause, reason);
        return new RunOutcome(End.RETRIED, claim.attempt(), List.of(), pause);
    }

    RunOutcome failedWith(Claim claim, String detail, String error) {
        store.log(claim, detail);
        return failed(claim, error);
    }

    /** Stores the ending, again and again while the store is down and the lease lasts. */
    RunOutcome settle(RunningTask running, Supplier<RunOutcome> ending) {
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
