package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.StaleClaimException;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore.Renewal;
import io.korrigo.testkit.task.Payloads.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who may run a task, for how long, and what a worker that lost it can't do any more. */
abstract class ClaimRules extends StoreFixture {
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    // Who gets a task

    @Test
    void findsASubmittedTaskPending() {
        TaskId id = submit("a");

        TaskSnapshot task = find(id);
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
        assertThat(task.attempt()).isZero();
        assertThat(task.owner()).isEqualTo("ada");
        assertThat(task.submittedAt()).isEqualTo(clock.instant());
        assertThat(task.progress()).isNull();
        assertThat(task.endedAt()).isNull();
        assertThat(store.due(10)).containsExactly(id);
    }

    @Test
    void knowsNothingOfATaskNeverSubmitted() {
        TaskId unknown = TaskId.random();

        assertThat(store.find(unknown)).isEmpty();
        assertThat(store.children(unknown)).isEmpty();
        assertThat(store.log(unknown)).isEmpty();
        assertThat(store.claim(unknown, "worker", LEASE)).isEmpty();
        assertThat(store.cancel(unknown)).isFalse();
    }

    @Test
    void handsTheWorkerWhatWasSubmitted() {
        TaskId id = submit("a");

        Claim claim = claim(id);

        assertThat(claim)
                .isEqualTo(new Claim(id, "contract_work", new Payloads.Work("a", 1), "ada", 1, 0, 0, Claim.Step.RUN));
        assertThat(find(id).state()).isEqualTo(TaskState.STARTED);
        assertThat(find(id).attempt()).isEqualTo(1);
        assertThat(store.due(10)).isEmpty();
        assertThat(store.log(id)).anyMatch(line -> line.contains("worker"));
    }

    @Test
    void givesATaskToOneOfManyWorkersOnly() {
        for (int round = 0; round < 10; round++) {
            TaskId id = submit("a");

            List<Optional<Claim>> claims = SimultaneousCalls.of(8, () -> store.claim(id, "worker", LEASE));

            assertThat(claims.stream().flatMap(Optional::stream)).hasSize(1);
        }
    }

    @Test
    void ordersDueTasksByPriorityThenAge() {
        TaskId low = store.submit(work("low").withPriority(-1)).id();
        TaskId first = submit("first");
        clock.step(A_MOMENT);
        TaskId second = submit("second");
        clock.step(A_MOMENT);
        TaskId high = store.submit(work("high").withPriority(5)).id();

        assertThat(store.due(10)).containsExactly(high, first, second, low);
        assertThat(store.due(2)).containsExactly(high, first);
    }

    // Leases

    @Test
    void ordersSingleTasksBeforeChildrenAndEarlyChildrenBeforeLateOnes() {
        Family large = family(20);
        Family small = family(2);
        TaskId single = submit("single");

        List<TaskId> due = store.due(100);

        assertThat(due).hasSize(23).startsWith(single);
        assertThat(due.indexOf(small.children().get(1)))
                .isLessThan(due.indexOf(large.children().get(19)));
        assertThat(due.indexOf(large.children().get(0)))
                .isLessThan(due.indexOf(large.children().get(19)));
    }

    @Test
    void leavesKindsOutOfTheDueTasks() {
        TaskId one = submit("one");
        Submission<Work> other = Submission.of(Payloads.FAMILY, new Work("other", 1), "ada");
        TaskId two = store.submit(other.withPriority(1)).id();

        assertThat(store.due(1, Set.of(other.kind().name()))).containsExactly(one);
        assertThat(store.due(10, Set.of())).containsExactly(two, one);
    }

    @Test
    void keepsATaskFromOthersUntilItsLeaseRunsOut() {
        Claim claim = submitAndClaim("a");

        clock.step(LEASE.minus(A_MOMENT));
        assertThat(store.claim(claim.id(), "other", LEASE)).isEmpty();
        assertThat(store.due(10)).isEmpty();

        clock.step(A_MOMENT);
        assertThat(store.due(10)).containsExactly(claim.id());
        Claim second = claim(claim.id());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.lost()).isEqualTo(1);
        assertThat(second.failures()).isZero();
    }

    @Test
    void prolongsALeaseFromTheMomentOfRenewal() {
        Claim claim = submitAndClaim("a");
        clock.step(LEASE.minus(A_MOMENT));

        assertThat(store.renew(claim, LEASE)).isEqualTo(Renewal.KEPT);

        clock.step(LEASE.minus(A_MOMENT));
        assertThat(store.due(10)).isEmpty();
        clock.step(A_MOMENT);
        assertThat(store.due(10)).containsExactly(claim.id());
    }

    @Test
    void renewsManyClaimsEachWithItsOwnAnswer() {
        Claim kept = submitAndClaim("kept");
        Claim ended = submitAndClaim("ended");
        store.succeed(ended, done("ended"));
        Claim cancelled = submitAndClaim("cancelled");
        store.cancel(cancelled.id());

        assertThat(store.renew(List.of(ended, kept, cancelled), LEASE))
                .containsExactly(Renewal.LOST, Renewal.KEPT, Renewal.CANCEL_REQUESTED);
    }

    @Test
    void lendsALateWorkerItsTaskWhileNobodyElseTookIt() {
        Claim claim = submitAndClaim("a");
        clock.step(LEASE.multipliedBy(3));

        assertThat(store.renew(claim, LEASE)).isEqualTo(Renewal.KEPT);

        assertThat(store.due(10)).isEmpty();
        store.succeed(claim, done("a"));
        assertState(claim.id(), TaskState.SUCCESS);
    }

    @Test
    void countsEachLostWorker() {
        TaskId id = submit("poison");
        for (int lost = 0; lost < 4; lost++) {
            assertThat(claim(id).lost()).isEqualTo(lost);
            clock.step(LEASE);
        }
    }

    // Fencing

    @Test
    void refusesEveryWriteOfAnOlderAttempt() {
        Claim old = submitAndClaim("a");
        clock.step(LEASE);
        Claim current = claim(old.id());
        store.progress(current, new Progress(1, 4));
        TaskSnapshot before = find(old.id());
        List<String> log = store.log(old.id());

        writes(old)
                .forEach((name, write) ->
                        assertThatThrownBy(write::run).as(name).isInstanceOf(StaleClaimException.class));

        assertThat(store.renew(old, LEASE)).isEqualTo(Renewal.LOST);
        assertThat(find(old.id())).isEqualTo(before);
        assertThat(store.log(old.id())).isEqualTo(log);
        assertThat(store.children(old.id())).isEmpty();
        assertThat(store.due(10)).isEmpty();
        store.succeed(current, done("a"));
    }

    @Test
    void refusesEveryWriteAfterTheEnd() {
        Claim claim = submitAndClaim("a");
        store.fail(claim, "no");
        TaskSnapshot before = find(claim.id());

        writes(claim)
                .forEach((name, write) ->
                        assertThatThrownBy(write::run).as(name).isInstanceOf(StaleClaimException.class));

        assertThat(store.renew(claim, LEASE)).isEqualTo(Renewal.LOST);
        assertThat(find(claim.id())).isEqualTo(before);
    }

    @Test
    void refusesEveryWriteOfAClaimThatWasGivenUp() {
        Claim claim = submitAndClaim("a");
        store.release(claim);

        writes(claim)
                .forEach((name, write) ->
                        assertThatThrownBy(write::run).as(name).isInstanceOf(StaleClaimException.class));

        assertThat(store.renew(claim, LEASE)).isEqualTo(Renewal.LOST);
        assertState(claim.id(), TaskState.PENDING);
    }

    @Test
    void letsOneOfTwoEndsWin() {
        for (int round = 0; round < 10; round++) {
            Claim claim = submitAndClaim("a");

            List<Boolean> won = SimultaneousCalls.of(4, () -> {
                try {
                    store.succeed(claim, done("a"));
                    return true;
                } catch (StaleClaimException late) {
                    return false;
                }
            });

            assertThat(won).containsOnlyOnce(true);
        }
    }

    private Map<String, Runnable> writes(Claim claim) {
        Map<String, Runnable> writes = new TreeMap<>();
        writes.put("progress", () -> store.progress(claim, new Progress(3, 4)));
        writes.put("log", () -> store.log(claim, "late"));
        writes.put("awaitChildren", () -> store.awaitChildren(claim, works(2)));
        writes.put("succeed", () -> store.succeed(claim, done("late")));
        writes.put("fail", () -> store.fail(claim, "late"));
        writes.put("revoke", () -> store.revoke(claim));
        writes.put("retry", () -> store.retry(claim, Duration.ZERO, "late"));
        writes.put("release", () -> store.release(claim));
        return writes;
    }

    // Retries

    @Test
    void makesAFailedAttemptDueAfterItsPause() {
        Claim claim = submitAndClaim("a");
        store.retry(claim, Duration.ofSeconds(8), "disk full");
        assertState(claim.id(), TaskState.RETRY);

        clock.step(Duration.ofSeconds(8).minus(A_MOMENT));
        assertThat(store.due(10)).isEmpty();
        assertThat(store.claim(claim.id(), "worker", LEASE)).isEmpty();

        clock.step(A_MOMENT);
        assertThat(store.due(10)).containsExactly(claim.id());
        Claim second = claim(claim.id());
        assertThat(second.failures()).isEqualTo(1);
        assertThat(second.lost()).isZero();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(store.log(claim.id())).anyMatch(line -> line.endsWith("disk full"));
    }

    @Test
    void handsAReleasedTaskToTheNextWithoutAFailure() {
        Claim claim = submitAndClaim("a");

        store.release(claim);

        assertState(claim.id(), TaskState.PENDING);
        assertThat(store.due(10)).containsExactly(claim.id());
        Claim second = claim(claim.id());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.failures()).isZero();
        assertThat(second.lost()).isZero();
    }
}
