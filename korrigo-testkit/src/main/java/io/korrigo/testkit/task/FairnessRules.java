package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.RetryPolicy;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.testkit.task.Payloads.Done;
import io.korrigo.testkit.task.Payloads.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Much work of one user, or of one kind, never starves the rest. */
abstract class FairnessRules extends ExecutorFixture {
    private static final TaskKind<Work, Done> LIMITED = TaskKind.of("contract_limited", Work.class, Done.class);

    /** At most two of these at once on a node. */
    private record Limited(Body body) implements SingleTask<Work, Done> {
        @Override
        public TaskKind<Work, Done> kind() {
            return LIMITED;
        }

        @Override
        public int limitPerNode() {
            return 2;
        }

        @Override
        public RetryPolicy retryPolicy() {
            return QUICK;
        }

        @Override
        public Done run(Work parameters, TaskContext context) throws Exception {
            return body.run(parameters, context);
        }
    }

    @Test
    void runsASingleTaskBeforeTheThousandsThatAParentStillHas() {
        List<String> began = new CopyOnWriteArrayList<>();
        Semaphore steps = new Semaphore(50);
        TaskExecutor executor = start(2, family(), single((work, context) -> {
            began.add(work.name());
            if (!work.name().equals("ocr")) {
                steps.acquire();
            }
            return new Done(work.name(), 0);
        }));
        TaskSnapshot parent = executor.submit(family("export", 2000));
        await().atMost(PATIENCE).until(() -> began.size() == 52);

        TaskSnapshot single = executor.submit(Submission.of(Payloads.WORK, new Work("ocr", 1), "bob"));
        // Each of the workers ends what it has, and may have looked for its next just before. There are no steps for
        // more,
        // however long the one that has the single task takes to begin it.
        steps.release(10);
        awaitSuccess(executor, single);

        assertThat(find(executor, parent.id()).ready()).isFalse();
        assertThat(executor.store().children(parent.id()))
                .hasSize(2000)
                .filteredOn(child -> child.state() == TaskState.PENDING)
                .hasSizeGreaterThan(1800);
    }

    @Test
    void runsAnotherOwnersTaskAmongTheFirstOfAThousandOfOne() {
        List<String> began = new CopyOnWriteArrayList<>();
        Semaphore steps = new Semaphore(0);
        TaskExecutor executor = start(1, single((work, context) -> {
            began.add(context.owner());
            steps.acquire();
            return new Done(work.name(), 0);
        }));
        executor.submit(Submission.of(Payloads.WORK, new Work("of a thousand", 1), "ada"));
        // A thousand may wait, so the one that runs must not wait any more.
        await().atMost(PATIENCE).until(() -> began.size() == 1);
        for (int i = 1; i < 1000; i++) {
            executor.submit(Submission.of(Payloads.WORK, new Work("of a thousand " + i, 1), "ada"));
        }

        TaskSnapshot other = executor.submit(Submission.of(Payloads.WORK, new Work("the only one", 1), "bob"));
        steps.release(1001);
        awaitSuccess(executor, other);

        // Some of the first owner's share its rank, and the worker has one and may have looked for its next.
        assertThat(began.indexOf("bob")).isLessThan(30);
    }

    @Test
    void letsASmallParentOvertakeALargeOne() throws Exception {
        List<String> began = new CopyOnWriteArrayList<>();
        Semaphore steps = new Semaphore(100);
        TaskExecutor executor = start(1, family(), single((work, context) -> {
            steps.acquire();
            began.add(context.owner());
            return new Done(work.name(), 0);
        }));
        TaskSnapshot large = executor.submit(family("large", 500));
        await().atMost(PATIENCE).until(() -> began.size() == 100);

        TaskSnapshot small = executor.submit(Submission.of(Payloads.FAMILY, new Work("small", 30), "bob"));
        steps.release(1000);
        awaitSuccess(executor, small);

        assertThat(began.lastIndexOf("bob")).isLessThan(100 + 30 + 10);
        awaitSuccess(executor, large);
    }

    @Test
    @Tag("chaos")
    void runsNoMoreOfAKindThanItsLimitAndKeepsNoOtherKindWaiting() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore ends = new Semaphore(0);
        TaskExecutor executor = start(4, echo(), new Limited((work, context) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            ends.acquire();
            now.decrementAndGet();
            return new Done(work.name(), 0);
        }));
        List<TaskSnapshot> limited = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            limited.add(executor.submit(
                    Submission.of(LIMITED, new Work("limited " + i, 1), "ada").withPriority(50)));
        }
        await().atMost(PATIENCE).until(() -> now.get() == 2);

        for (int i = 0; i < 10; i++) {
            awaitSuccess(executor, executor.submit(work("other " + i)));
        }
        assertThat(limited)
                .extracting(task -> find(executor, task.id()).state())
                .filteredOn(TaskState.PENDING::equals)
                .hasSize(28);
        for (int ended = 1; ended <= 28; ended++) {
            // Each place that becomes free is taken at once.
            ends.release();
            int left = 28 - ended;
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> limited.stream()
                                    .filter(task -> find(executor, task.id()).state() == TaskState.PENDING)
                                    .count()
                            == left);
        }
        ends.release(2);

        limited.forEach(task -> awaitSuccess(executor, task));
        assertThat(most).hasValue(2);
    }
}
