package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.testkit.task.Payloads.Done;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cancelling, refusing and closing. */
abstract class StoppingRules extends FairnessRules {
    private static final Duration SOON = Duration.ofSeconds(1);

    @Test
    void cancelsAQueuedTaskBeforeItRuns() throws Exception {
        Gate gate = new Gate();
        List<String> ran = new CopyOnWriteArrayList<>();
        TaskExecutor executor = start(1, single((work, context) -> {
            ran.add(work.name());
            return gate.pass(work);
        }));
        TaskSnapshot first = executor.submit(work("first"));
        gate.awaitBegin();
        TaskSnapshot queued = executor.submit(work("queued"));

        assertThat(executor.cancel(queued.id())).isTrue();

        assertThat(find(executor, queued.id()).state()).isEqualTo(TaskState.REVOKED);
        gate.open.countDown();
        awaitSuccess(executor, first);
        awaitSuccess(executor, executor.submit(work("third")));
        assertThat(ran).containsExactly("first", "third");
        assertThat(executor.cancel(queued.id())).isFalse();
    }

    @Test
    @Tag("chaos")
    void cancelsATaskThatWaitsWithinASecond() throws Exception {
        Gate gate = new Gate();
        TaskExecutor executor = start(1, single((work, context) -> gate.pass(work)));
        TaskSnapshot task = executor.submit(work("a"));
        gate.awaitBegin();

        assertThat(executor.cancel(task.id())).isTrue();

        awaitRevokedSoon(executor, task);
    }

    @Test
    @Tag("chaos")
    void cancelsATaskThatComputesWithinASecond() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        TaskExecutor executor = start(1, single((work, context) -> {
            began.countDown();
            while (true) {
                context.checkCancelled();
                Thread.onSpinWait();
            }
        }));
        TaskSnapshot task = executor.submit(work("a"));
        assertThat(began.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(executor.cancel(task.id())).isTrue();

        awaitRevokedSoon(executor, task);
    }

    @Test
    void givesTheNextTaskAnUninterruptedThread() throws Exception {
        Gate gate = new Gate();
        TaskExecutor executor = start(1, single((work, context) -> {
            if (work.name().equals("cancelled")) {
                return gate.passDeaf(work);
            }
            return new Done(work.name(), Thread.currentThread().isInterrupted() ? 1 : 0);
        }));
        TaskSnapshot cancelled = executor.submit(work("cancelled"));
        gate.awaitBegin();
        executor.cancel(cancelled.id());
        gate.open.countDown();
        awaitEnd(executor, cancelled);

        TaskSnapshot next = awaitEnd(executor, executor.submit(work("next")));

        assertThat(next.result()).isEqualTo(new Done("next", 0));
    }

    @Test
    @Tag("chaos")
    void cancelsAParentWithItsRunningAndItsQueuedChildren() throws Exception {
        Gate gate = new Gate();
        TaskExecutor executor = start(1, family(), single((work, context) -> gate.pass(work)));
        TaskSnapshot parent = executor.submit(family("parent", 5));
        gate.awaitBegin();

        assertThat(executor.cancel(parent.id())).isTrue();

        awaitRevokedSoon(executor, parent);
        await().atMost(SOON)
                .until(() -> executor.store().children(parent.id()).stream()
                        .allMatch(child -> child.state() == TaskState.REVOKED));
    }

    private void awaitRevokedSoon(TaskExecutor executor, TaskSnapshot task) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> find(executor, task.id()).ready());
        assertThat(find(executor, task.id()).state()).isEqualTo(TaskState.REVOKED);
    }

    @Test
    void refusesTasksOverTheQueueLimit() throws Exception {
        Gate gate = new Gate();
        TaskExecutor executor = start(1, 2, single((work, context) -> gate.pass(work)));
        TaskSnapshot running = executor.submit(work("running"));
        gate.awaitBegin();
        executor.submit(work("waiting 1"));
        TaskSnapshot last = executor.submit(work("waiting 2"));

        assertThatThrownBy(() -> executor.submit(work("refused").withIdempotencyKey("key")))
                .isInstanceOf(TaskQueueFullException.class)
                .hasMessageContaining("2");

        gate.open.countDown();
        awaitSuccess(executor, running);
        awaitSuccess(executor, last);
        TaskSnapshot later = executor.submit(work("later").withIdempotencyKey("key"));
        assertThat(later.parameters()).isEqualTo(work("later").parameters());
        awaitSuccess(executor, later);
    }

    @Test
    void answersARepeatedKeyThoughTheQueueIsFull() throws Exception {
        Gate gate = new Gate();
        TaskExecutor executor = start(1, 2, single((work, context) -> gate.pass(work)));
        TaskSnapshot running = executor.submit(work("running").withIdempotencyKey("running"));
        gate.awaitBegin();
        TaskSnapshot waiting = executor.submit(work("waiting").withIdempotencyKey("waiting"));
        executor.submit(work("waiting 2"));

        assertThat(executor.submit(work("waiting").withIdempotencyKey("waiting")))
                .isEqualTo(waiting);
        assertThat(executor.submit(work("running").withIdempotencyKey("running"))
                        .id())
                .isEqualTo(running.id());
        assertThat(executor.store().backlog()).isEqualTo(2);
        Submission<?> bobs = Submission.of(Payloads.WORK, new Payloads.Work("waiting", 1), "bob");
        assertThatThrownBy(() -> executor.submit(bobs.withIdempotencyKey("waiting")))
                .isInstanceOf(TaskQueueFullException.class);
        gate.open.countDown();
    }

    @Test
    void acceptsTheChildrenOfAnAcceptedParentOverTheQueueLimit() {
        TaskExecutor executor = start(1, 1, family(), echo());

        TaskSnapshot parent = awaitEnd(executor, executor.submit(family("parent", 10)));

        assertThat(parent.result()).isEqualTo(new Done("parent", 10));
    }

    @Test
    void letsRunningTasksEndBeforeItCloses() throws Exception {
        Gate gate = new Gate();
        TaskExecutor executor = start(1, single((work, context) -> gate.pass(work)));
        TaskSnapshot running = executor.submit(work("running"));
        gate.awaitBegin();
        TaskSnapshot queued = executor.submit(work("queued"));

        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> executor.close(PATIENCE));
        await().atMost(PATIENCE).until(() -> refuses(executor));
        assertThat(closed).isNotDone();
        gate.open.countDown();
        closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(find(executor, running.id()).state()).isEqualTo(TaskState.SUCCESS);
        assertThat(find(executor, queued.id()).state()).isEqualTo(TaskState.PENDING);
        assertThat(find(executor, queued.id()).attempt()).isZero();
    }

    private static boolean refuses(TaskExecutor executor) {
        try {
            executor.submit(work("probe").withIdempotencyKey("probe").withPriority(-100));
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }

    @Test
    void handsRunningTasksBackWhenItsPatienceEnds() throws Exception {
        Gate gate = new Gate();
        TaskExecutor executor = start(1, single((work, context) -> gate.pass(work)));
        TaskSnapshot task = executor.submit(work("a"));
        gate.awaitBegin();

        executor.close(Duration.ZERO);

        assertHandedBack(executor, task);
    }

    @Test
    void handsATaskBackOverItsHeadWhenItIsDeaf() throws Exception {
        Gate gate = new Gate();
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger fenced = new AtomicInteger();
        TaskExecutor executor = start(1, single((work, context) -> {
            gate.passDeaf(work);
            try {
                context.progress().report(1, 1);
            } catch (RuntimeException refused) {
                fenced.incrementAndGet();
                throw refused;
            } finally {
                over.countDown();
            }
            return new Done(work.name(), 1);
        }));
        TaskSnapshot task = executor.submit(work("a"));
        gate.awaitBegin();

        executor.close(Duration.ZERO);
        assertHandedBack(executor, task);
        gate.open.countDown();
        assertThat(over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(fenced).hasValue(1);
        assertHandedBack(executor, task);
    }

    private void assertHandedBack(TaskExecutor executor, TaskSnapshot task) {
        assertThat(find(executor, task.id()).state()).isEqualTo(TaskState.PENDING);
        assertThat(executor.store().due(10)).contains(task.id());
    }

    @Test
    void refusesTasksOnceClosedAndClosesTwice() {
        TaskExecutor executor = start(1, echo());
        executor.close();
        executor.close();

        assertThatThrownBy(() -> executor.submit(work("late"))).isInstanceOf(IllegalStateException.class);
    }
}
