package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskCancelledException;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore.Renewal;
import io.korrigo.testkit.task.Payloads.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Parents, children, and what cancelling means to them. */
abstract class ParentRules extends ClaimRules {
    // Parents

    @Test
    void storesChildrenInTheirOrderAndWaits() {
        Family family = family(12);

        List<TaskSnapshot> children = store.children(family.parent());
        assertThat(children).extracting(TaskSnapshot::id).containsExactlyElementsOf(family.children());
        assertThat(children).extracting(TaskSnapshot::parent).containsOnly(family.parent());
        assertThat(children)
                .extracting(child -> ((Work) child.parameters()).name())
                .startsWith("child 0", "child 1", "child 2")
                .endsWith("child 10", "child 11");
        assertThat(store.due(100)).containsExactlyElementsOf(family.children());
        assertState(family.parent(), TaskState.PROGRESS);
        assertThat(find(family.parent()).progress()).isEqualTo(new Progress(0, 12));
    }

    @Test
    void makesAParentDueToFinishOnceTheLastChildEndsHoweverItEnds() {
        Family family = family(4);

        assertThat(store.succeed(claim(family.children().get(0)), done("a"))).isEmpty();
        assertThat(store.fail(claim(family.children().get(1)), "no")).isEmpty();
        store.cancel(family.children().get(2));
        assertThat(find(family.parent()).progress()).isEqualTo(new Progress(3, 4));
        assertThat(store.claim(family.parent(), "worker", LEASE)).isEmpty();
        Claim last = claim(family.children().get(3));
        assertThat(store.succeed(last, done("d"))).contains(family.parent());

        assertThat(store.due(10)).containsExactly(family.parent());
        Claim finish = claim(family.parent());
        assertThat(finish.step()).isEqualTo(Claim.Step.FINISH);
        assertState(family.parent(), TaskState.PROGRESS);
        assertThat(find(family.parent()).progress()).isEqualTo(new Progress(4, 4));
        store.succeed(finish, done("parent"));
        assertState(family.parent(), TaskState.SUCCESS);
        assertThat(store.due(10)).isEmpty();
    }

    @Test
    void makesAParentWithoutChildrenDueAtOnce() {
        Family family = family(0);

        assertThat(store.due(10)).containsExactly(family.parent());
        assertThat(claim(family.parent()).step()).isEqualTo(Claim.Step.FINISH);
    }

    @Test
    void makesAParentDueByExactlyOneOfItsLastChildren() {
        for (int round = 0; round < 20; round++) {
            Family family = family(4);
            List<Callable<Optional<TaskId>>> ends = new ArrayList<>();
            for (TaskId child : family.children()) {
                Claim claim = claim(child);
                ends.add(() -> store.succeed(claim, done("a")));
            }

            List<Optional<TaskId>> parents = SimultaneousCalls.of(ends);

            assertThat(parents.stream().flatMap(Optional::stream)).containsExactly(family.parent());
            assertThat(find(family.parent()).progress()).isEqualTo(new Progress(4, 4));
            assertThat(claim(family.parent()).step()).isEqualTo(Claim.Step.FINISH);
        }
    }

    @Test
    void countsTheFailuresOfEachStepOfAParentAlone() {
        TaskId parent = submit("parent");
        store.retry(claim(parent), Duration.ZERO, "no");
        claim(parent);
        clock.step(LEASE);
        store.awaitChildren(claim(parent), List.of());

        Claim finish = claim(parent);
        assertThat(finish.failures()).isZero();
        assertThat(finish.lost()).isZero();
        store.retry(finish, Duration.ZERO, "no");
        assertThat(claim(parent).step()).isEqualTo(Claim.Step.FINISH);
    }

    @Test
    void keepsAParentBeforeItsLastStepWhenHandedBack() {
        TaskId parent = family(0).parent();

        store.release(claim(parent));

        assertState(parent, TaskState.PROGRESS);
        assertThat(claim(parent).step()).isEqualTo(Claim.Step.FINISH);
    }

    @Test
    void nestsParents() {
        TaskId root = submit("root");
        TaskId middle =
                store.awaitChildren(claim(root), List.of(work("middle"))).get(0);
        TaskId leaf = store.awaitChildren(claim(middle), List.of(work("leaf"))).get(0);

        assertThat(store.succeed(claim(leaf), done("leaf"))).contains(middle);
        assertThat(store.succeed(claim(middle), done("middle"))).contains(root);
        assertThat(store.succeed(claim(root), done("root"))).isEmpty();

        assertState(root, TaskState.SUCCESS);
    }

    @Test
    void ignoresTheIdempotencyKeysOfChildren() {
        TaskId before = store.submit(work("a").withIdempotencyKey("k")).id();
        List<Submission<?>> twins =
                List.of(work("b").withIdempotencyKey("k"), work("c").withIdempotencyKey("k"));

        List<TaskId> children = store.awaitChildren(submitAndClaim("parent"), twins);

        assertThat(children).hasSize(2).doesNotHaveDuplicates().doesNotContain(before);
        assertThat(store.submit(work("a").withIdempotencyKey("k")).id()).isEqualTo(before);
    }

    // Cancelling

    @Test
    void cancelsAQueuedTaskAtOnce() {
        TaskId id = submit("a");

        assertThat(store.cancel(id)).isTrue();

        assertState(id, TaskState.REVOKED);
        assertThat(find(id).endedAt()).isEqualTo(clock.instant());
        assertThat(store.due(10)).isEmpty();
        assertThat(store.claim(id, "worker", LEASE)).isEmpty();
        assertThat(store.cancel(id)).isFalse();
    }

    @Test
    void cancelsAPausedTaskAtOnce() {
        Claim claim = submitAndClaim("a");
        store.retry(claim, LEASE, "no");

        assertThat(store.cancel(claim.id())).isTrue();

        assertState(claim.id(), TaskState.REVOKED);
    }

    @Test
    void tellsARunningTaskOfItsCancellingAtTheNextRenewal() {
        Claim claim = submitAndClaim("a");

        assertThat(store.cancel(claim.id())).isTrue();

        assertState(claim.id(), TaskState.STARTED);
        assertThat(store.renew(claim, LEASE)).isEqualTo(Renewal.CANCEL_REQUESTED);
        store.revoke(claim);
        assertState(claim.id(), TaskState.REVOKED);
    }

    @Test
    void letsCancelledWorkThatIsDoneBeDone() {
        Claim claim = submitAndClaim("a");
        store.cancel(claim.id());

        store.succeed(claim, done("a"));

        assertState(claim.id(), TaskState.SUCCESS);
    }

    @Test
    void refusesToQueueACancelledTaskAgain() {
        Claim claim = submitAndClaim("a");
        store.cancel(claim.id());

        assertThatThrownBy(() -> store.retry(claim, Duration.ZERO, "no")).isInstanceOf(TaskCancelledException.class);
        assertThatThrownBy(() -> store.release(claim)).isInstanceOf(TaskCancelledException.class);
        assertThatThrownBy(() -> store.awaitChildren(claim, works(2))).isInstanceOf(TaskCancelledException.class);

        assertThat(store.children(claim.id())).isEmpty();
        store.revoke(claim);
        assertState(claim.id(), TaskState.REVOKED);
    }

    @Test
    void endsACancelledTaskWhoseWorkerIsLost() {
        TaskId early = submitAndClaim("early").id();
        store.cancel(early);
        TaskId late = submitAndClaim("late").id();
        clock.step(LEASE);

        assertThat(store.claim(early, "worker", LEASE)).isEmpty();
        store.cancel(late);

        assertState(early, TaskState.REVOKED);
        assertState(late, TaskState.REVOKED);
        assertThat(store.due(10)).isEmpty();
    }

    @Test
    void cancelsChildrenAndTheirChildren() {
        Family family = family(3);
        Claim running = claim(family.children().get(0));
        TaskId nested = store.awaitChildren(claim(family.children().get(1)), List.of(work("nested")))
                .get(0);

        assertThat(store.cancel(family.parent())).isTrue();

        assertState(family.parent(), TaskState.REVOKED);
        assertState(family.children().get(1), TaskState.REVOKED);
        assertState(family.children().get(2), TaskState.REVOKED);
        assertState(nested, TaskState.REVOKED);
        assertThat(store.renew(running, LEASE)).isEqualTo(Renewal.CANCEL_REQUESTED);
        assertThat(store.revoke(running)).isEmpty();
        assertState(running.id(), TaskState.REVOKED);
        assertThat(store.due(10)).isEmpty();
    }

    @Test
    void leavesEndedChildrenOfACancelledParentAsTheyAre() {
        Family family = family(2);
        store.succeed(claim(family.children().get(0)), done("a"));

        store.cancel(family.parent());

        assertState(family.children().get(0), TaskState.SUCCESS);
        assertState(family.children().get(1), TaskState.REVOKED);
    }

    @Test
    void finishesAParentWhoseLastChildIsCancelled() {
        Family family = family(1);

        store.cancel(family.children().get(0));

        assertThat(store.due(10)).containsExactly(family.parent());
    }
}
