package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.task.Claim;
import io.korrigo.task.LogLine;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every rule of {@link io.korrigo.task.TaskStore}, as tests: extend it and say how to make an empty store.
 *
 * <p>The suite's own time stands still between its steps, so the store must take the time from the clock that it is given.
 */
public abstract class TaskStoreContract extends CountingRules {
    // Payloads

    @Test
    void handsPayloadsBackEqual() {
        Payloads.Everything everything = Payloads.everything();

        TaskId id = store.submit(Submission.of(Payloads.EVERYTHING, everything, "Zoé 🖋"))
                .id();
        Claim claim = claim(id);
        store.succeed(claim, everything);

        assertThat(claim.parameters()).isEqualTo(everything);
        assertThat(find(id).parameters()).isEqualTo(everything);
        assertThat(find(id).result()).isEqualTo(everything);
        assertThat(find(id).owner()).isEqualTo("Zoé 🖋");
    }

    // Idempotency keys

    @Test
    void answersARepeatedKeyWithTheFirstTaskUnchanged() {
        TaskSnapshot first = store.submit(work("first").withIdempotencyKey("key"));

        TaskSnapshot again = store.submit(work("second").withIdempotencyKey("key"));

        assertThat(again).isEqualTo(first);
        assertThat(store.due(10)).containsExactly(first.id());
    }

    @Test
    void answersARepeatedKeyWithTheTaskAsItStandsNow() {
        Claim claim = claim(store.submit(work("a").withIdempotencyKey("key")).id());
        store.succeed(claim, done("a"));

        TaskSnapshot again = store.submit(work("a").withIdempotencyKey("key"));

        assertThat(again.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(again.result()).isEqualTo(done("a"));
    }

    @Test
    void tellsWhichTaskASubmissionRepeats() {
        Submission<Payloads.Work> submission = work("a").withIdempotencyKey("key");
        assertThat(store.findRepeated(submission)).isEmpty();
        TaskSnapshot first = store.submit(submission);
        store.submit(work("no key"));

        assertThat(store.findRepeated(work("b").withIdempotencyKey("key"))).contains(first);
        assertThat(store.findRepeated(work("a").withIdempotencyKey("another"))).isEmpty();
        assertThat(store.findRepeated(work("no key"))).isEmpty();
        assertThat(store.findRepeated(Submission.of(Payloads.WORK, new Payloads.Work("a", 1), "bob")
                        .withIdempotencyKey("key")))
                .isEmpty();
    }

    @Test
    void keepsIdempotencyKeysApartByOwner() {
        TaskSnapshot ada = store.submit(work("a").withIdempotencyKey("key"));
        TaskSnapshot bob = store.submit(
                Submission.of(Payloads.WORK, new Payloads.Work("a", 1), "bob").withIdempotencyKey("key"));

        assertThat(bob.id()).isNotEqualTo(ada.id());
        assertThat(bob.owner()).isEqualTo("bob");
    }

    @Test
    void storesOneTaskWhenManySubmitItsKeyAtOnce() {
        for (int round = 0; round < 10; round++) {
            String key = "key " + round;

            List<TaskId> ids = SimultaneousCalls.of(
                    6, () -> store.submit(work("a").withIdempotencyKey(key)).id());

            assertThat(ids).containsOnly(ids.get(0));
        }
        assertThat(store.due(100)).hasSize(10);
    }

    // Progress

    @Test
    void showsProgressThatNeverGoesBack() {
        Claim claim = submitAndClaim("a");

        store.progress(claim, new Progress(2, 4));
        store.progress(claim, new Progress(1, 4));

        assertState(claim.id(), TaskState.PROGRESS);
        assertThat(find(claim.id()).progress()).isEqualTo(new Progress(2, 4));
        store.progress(claim, new Progress(6, 8));
        assertThat(find(claim.id()).progress()).isEqualTo(new Progress(6, 8));
    }

    @Test
    void startsProgressAnewWithTheNextAttempt() {
        Claim claim = submitAndClaim("a");
        store.progress(claim, new Progress(2, 4));
        store.release(claim);

        Claim second = claim(claim.id());

        assertState(claim.id(), TaskState.STARTED);
        assertThat(find(claim.id()).progress()).isNull();
        store.progress(second, new Progress(1, 4));
        assertThat(find(claim.id()).progress()).isEqualTo(new Progress(1, 4));
    }

    @Test
    void keepsTheLastProgressAfterTheEnd() {
        Claim claim = submitAndClaim("a");
        store.progress(claim, new Progress(3, 4));

        store.fail(claim, "no");

        assertThat(find(claim.id()).progress()).isEqualTo(new Progress(3, 4));
    }

    // Ends

    @Test
    void keepsAResult() {
        Claim claim = submitAndClaim("a");
        clock.step(Duration.ofSeconds(3));

        store.succeed(claim, done("a"));

        TaskSnapshot task = find(claim.id());
        assertThat(task.ready()).isTrue();
        assertThat(task.result()).isEqualTo(done("a"));
        assertThat(task.error()).isNull();
        assertThat(task.endedAt()).isEqualTo(clock.instant());
        assertThat(task.endedAt()).isEqualTo(task.submittedAt().plusSeconds(3));
    }

    @Test
    void keepsAnError() {
        Claim claim = submitAndClaim("a");

        store.fail(claim, "page 3 of copy 7 is missing");

        TaskSnapshot task = find(claim.id());
        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(task.error()).isEqualTo("page 3 of copy 7 is missing");
        assertThat(task.result()).isNull();
        assertThat(store.due(10)).isEmpty();
    }

    @Test
    void keepsTheStartOfALongErrorAtLeast() {
        Claim claim = submitAndClaim("a");
        String error = "é".repeat(5000);

        store.fail(claim, error);

        assertThat(find(claim.id()).error()).isNotNull().startsWith("é".repeat(500));
    }

    // Logs

    @Test
    void keepsLogLinesInOrderWithTheirTime() {
        Claim claim = submitAndClaim("a");

        store.log(claim, "one");
        clock.step(Duration.ofMillis(1500));
        store.log(claim, "two\r\nlines");

        assertThat(store.log(claim.id()))
                .endsWith("2026-06-12T08:00:00.000Z one", "2026-06-12T08:00:01.500Z two lines");
    }

    @Test
    void cutsLongLogLines() {
        Claim claim = submitAndClaim("a");

        store.log(claim, "é".repeat(499) + "🖋 and more");

        Instant now = clock.instant();
        assertThat(store.log(claim.id())).endsWith(new LogLine(now, "é".repeat(499)).toString());
    }

    @Test
    void keepsTheLastLogLinesOnly() {
        Claim claim = submitAndClaim("a");

        for (int i = 0; i < LogLine.KEPT + 20; i++) {
            store.log(claim, "line " + i);
        }

        List<String> log = store.log(claim.id());
        assertThat(log).hasSize(LogLine.KEPT);
        assertThat(log.get(0)).endsWith(" line 20");
        assertThat(log.get(LogLine.KEPT - 1)).endsWith(" line " + (LogLine.KEPT + 19));
    }
}
