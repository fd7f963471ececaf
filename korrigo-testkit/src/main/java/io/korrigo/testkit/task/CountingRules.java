package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.task.Claim;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore.Count;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How every store counts tasks, and lets go of those that ended. */
abstract class CountingRules extends WatchRules {
    @Test
    void countsWaitingTasksWithoutAParent() {
        submit("pending");
        Claim paused = submitAndClaim("paused");
        store.retry(paused, LEASE, "no");
        submitAndClaim("running");
        store.succeed(submitAndClaim("ended"), done("ended"));
        store.cancel(submit("cancelled"));
        family(5);

        assertThat(store.backlog()).isEqualTo(2);
        store.release(submitAndClaim("handed back"));
        assertThat(store.backlog()).isEqualTo(3);
    }

    @Test
    void countsTheWaitingTasksOfEachOwner() {
        submit("pending");
        submit("also pending");
        store.submit(Submission.of(Payloads.WORK, new Payloads.Work("another's", 1), "bob"));

        assertThat(store.backlog("ada")).isEqualTo(2);
        assertThat(store.backlog("bob")).isEqualTo(1);
        assertThat(store.backlog("nobody")).isZero();
    }

    @Test
    void countsWhatIsOpenAndWhatHasFailed() {
        Instant first = clock.instant();
        submit("pending");
        clock.step(Duration.ofSeconds(1));
        submit("pending later");
        store.retry(submitAndClaim("paused"), LEASE, "no");
        submitAndClaim("running");
        store.succeed(submitAndClaim("ended"), done("ended"));
        store.cancel(submit("cancelled"));
        store.fail(submitAndClaim("failed"), "no");
        Instant last = clock.instant();

        assertThat(store.counts())
                .containsExactlyInAnyOrder(
                        new Count(Payloads.WORK.name(), TaskState.PENDING, 2, first),
                        new Count(Payloads.WORK.name(), TaskState.RETRY, 1, last),
                        new Count(Payloads.WORK.name(), TaskState.STARTED, 1, last),
                        new Count(Payloads.WORK.name(), TaskState.FAILURE, 1, last));
    }

    @Test
    void countsOpenChildrenAndNoFailedOnes() {
        Family family = family(2);
        store.fail(claim(family.children().get(0)), "no");

        assertThat(store.counts().stream().map(count -> count.state() + " " + count.tasks()))
                .containsExactlyInAnyOrder("PENDING 1", "PROGRESS 1");
    }

    // Purging

    @Test
    void purgesTasksThatEndedBeforeTheInstant() {
        TaskId old = submit("old");
        store.succeed(claim(old), done("old"));
        clock.step(Duration.ofSeconds(1));
        TaskId young = submit("young");
        store.succeed(claim(young), done("young"));
        TaskId open = submit("open");

        assertThat(store.purge(clock.instant(), 10)).isEqualTo(1);

        assertThat(store.find(old)).isEmpty();
        assertThat(store.log(old)).isEmpty();
        assertThat(store.find(young)).isPresent();
        assertThat(store.find(open)).isPresent();
    }

    @Test
    void purgesTheOldestFirstUpToTheLimit() {
        for (int i = 0; i < 5; i++) {
            store.succeed(submitAndClaim("task " + i), done("a"));
            clock.step(Duration.ofSeconds(1));
        }

        assertThat(store.purge(clock.instant(), 3)).isEqualTo(3);
        assertThat(store.purge(clock.instant(), 3)).isEqualTo(2);
        assertThat(store.purge(clock.instant(), 3)).isZero();
    }

    @Test
    void purgesChildrenWithTheirParentAndNeverWithoutIt() {
        Family family = family(3);
        family.children().forEach(child -> store.succeed(claim(child), done("a")));
        clock.step(Duration.ofSeconds(1));
        assertThat(store.purge(clock.instant(), 10)).isZero();
        store.succeed(claim(family.parent()), done("parent"));
        clock.step(Duration.ofSeconds(1));

        assertThat(store.purge(clock.instant(), 10)).isEqualTo(1);

        assertThat(store.find(family.parent())).isEmpty();
        assertThat(family.children())
                .allSatisfy(child -> assertThat(store.find(child)).isEmpty());
    }

    @Test
    void freesTheIdempotencyKeyOfAPurgedTask() {
        Submission<Payloads.Work> submission = work("a").withIdempotencyKey("key");
        TaskId first = store.submit(submission).id();
        store.succeed(claim(first), done("a"));
        clock.step(Duration.ofSeconds(1));
        store.purge(clock.instant(), 10);

        assertThat(store.submit(submission).id()).isNotEqualTo(first);
    }
}
