package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.korrigo.InvalidInputException;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.testkit.task.Payloads.Done;
import io.korrigo.testkit.task.Payloads.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every rule of {@link TaskExecutor}, as tests in real time: extend it and say how to make an executor.
 *
 * <p>A cancelled task has to stop within a second, so the machine must not be starved.
 */
@Timeout(90)
public abstract class TaskExecutorContract extends FailureRules {
    @Test
    void runsATaskAndKeepsItsResult() {
        TaskExecutor executor = start(1, echo());

        TaskSnapshot submitted = executor.submit(work("a"));
        TaskSnapshot ended = awaitEnd(executor, submitted);

        assertThat(submitted.owner()).isEqualTo("ada");
        assertThat(ended.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(ended.result()).isEqualTo(new Done("a", 1));
        assertThat(ended.attempt()).isEqualTo(1);
        assertThat(ended.endedAt()).isNotNull();
    }

    @Test
    void tellsATaskWhatItIs() {
        List<String> told = new CopyOnWriteArrayList<>();
        TaskExecutor executor = start(1, single((work, context) -> {
            told.add(context.id() + " " + context.owner() + " " + context.attempt());
            context.log("half way");
            return new Done(work.name(), 0);
        }));

        TaskSnapshot task = executor.submit(work("a"));
        awaitSuccess(executor, task);

        assertThat(told).containsExactly(task.id() + " ada 1");
        assertThat(executor.store().log(task.id())).anyMatch(line -> line.endsWith(" half way"));
    }

    @Test
    void runsEachTaskOnce() {
        ConcurrentMap<String, AtomicInteger> runs = new ConcurrentHashMap<>();
        TaskExecutor executor = start(4, single((work, context) -> {
            runs.computeIfAbsent(work.name(), name -> new AtomicInteger()).incrementAndGet();
            return new Done(work.name(), 0);
        }));

        List<TaskSnapshot> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tasks.add(executor.submit(work("task " + i)));
        }
        tasks.forEach(task -> awaitSuccess(executor, task));

        assertThat(runs).hasSize(100);
        assertThat(runs.values()).allSatisfy(count -> assertThat(count).hasValue(1));
    }

    @Test
    void runsHigherPrioritiesFirst() throws Exception {
        Gate gate = new Gate();
        List<String> order = new CopyOnWriteArrayList<>();
        TaskExecutor executor = start(1, single((work, context) -> {
            order.add(work.name());
            return gate.pass(work);
        }));
        executor.submit(work("first"));
        gate.awaitBegin();

        TaskSnapshot low = executor.submit(work("low").withPriority(-5));
        executor.submit(work("normal"));
        executor.submit(work("high").withPriority(5));
        gate.open.countDown();
        awaitSuccess(executor, low);

        assertThat(order).containsExactly("first", "high", "normal", "low");
    }

    @Test
    void refusesAKindThatNobodyRegistered() {
        TaskExecutor executor = start(1, echo());

        assertThatThrownBy(() -> executor.submit(family("parent", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contract_family");
    }

    @Test
    void runsARepeatedSubmissionOnce() {
        AtomicInteger runs = new AtomicInteger();
        TaskExecutor executor = start(2, single((work, context) -> new Done(work.name(), runs.incrementAndGet())));

        TaskSnapshot first = executor.submit(work("a").withIdempotencyKey("key"));
        awaitSuccess(executor, first);
        TaskSnapshot again = executor.submit(work("a").withIdempotencyKey("key"));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.result()).isEqualTo(new Done("a", 1));
        awaitSuccess(executor, executor.submit(work("b")));
        assertThat(runs).hasValue(2);
    }

    // Progress

    @Test
    void keepsTheLastProgress() {
        TaskExecutor executor = start(1, single((work, context) -> {
            for (int i = 0; i <= 1000; i++) {
                context.progress().report(i, 1001);
            }
            return new Done(work.name(), 0);
        }));

        TaskSnapshot task = awaitEnd(executor, executor.submit(work("a")));

        assertThat(task.progress()).isEqualTo(new Progress(1000, 1001));
    }

    @Test
    void showsProgressWhileTheTaskStillRuns() throws Exception {
        Gate gate = new Gate();
        TaskExecutor executor = start(1, single((work, context) -> {
            context.progress().report(1, 4);
            context.progress().report(2, 4);
            return gate.pass(work);
        }));
        TaskSnapshot task = executor.submit(work("a"));
        gate.awaitBegin();

        await().atMost(PATIENCE)
                .until(() -> new Progress(2, 4).equals(find(executor, task.id()).progress()));

        assertThat(find(executor, task.id()).state()).isEqualTo(TaskState.PROGRESS);
        gate.open.countDown();
    }

    // Parents

    @Test
    void completesAParentOfTenOnOneWorker() {
        TaskExecutor executor = start(1, family(), echo());

        TaskSnapshot parent = awaitEnd(executor, executor.submit(family("parent", 10)));

        assertThat(parent.result()).isEqualTo(new Done("parent", 10));
        assertThat(parent.progress()).isEqualTo(new Progress(10, 10));
        assertThat(executor.store().children(parent.id()))
                .hasSize(10)
                .extracting(TaskSnapshot::state)
                .containsOnly(TaskState.SUCCESS);
    }

    @Test
    void completesManyParentsAtOnce() {
        TaskExecutor executor = start(4, family(), echo());

        List<TaskSnapshot> parents = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            parents.add(executor.submit(family("parent " + i, 5)));
        }

        for (TaskSnapshot parent : parents) {
            assertThat(awaitEnd(executor, parent).progress()).isEqualTo(new Progress(5, 5));
        }
    }

    @Test
    void completesAParentWithoutChildren() {
        TaskExecutor executor = start(1, family(), echo());

        TaskSnapshot parent = awaitEnd(executor, executor.submit(family("parent", 0)));

        assertThat(parent.result()).isEqualTo(new Done("parent", 0));
    }

    @Test
    void completesParentsOfParentsOnOneWorker() {
        TaskKind<Work, Done> grandparent = TaskKind.of("contract_grandparent", Work.class, Done.class);
        TaskExecutor executor = start(1, new Family(grandparent, Payloads.FAMILY, 3), family(), echo());

        TaskSnapshot root = awaitEnd(executor, executor.submit(Submission.of(grandparent, new Work("root", 3), "ada")));

        assertThat(root.result()).isEqualTo(new Done("root", 3));
        assertThat(executor.store().children(root.id()))
                .extracting(TaskSnapshot::result)
                .containsExactly(new Done("child 0", 3), new Done("child 1", 3), new Done("child 2", 3));
    }

    @Test
    void finishesAParentSomeOfWhoseChildrenFailed() {
        TaskExecutor executor = start(2, family(), single((work, context) -> {
            if (work.name().equals("child 1")) {
                throw new InvalidInputException("copy 1 has no pages");
            }
            return new Done(work.name(), 0);
        }));

        TaskSnapshot parent = awaitEnd(executor, executor.submit(family("parent", 4)));

        assertThat(parent.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(parent.result()).isEqualTo(new Done("parent", 3));
        assertThat(executor.store().children(parent.id()).get(1).error()).isEqualTo("copy 1 has no pages");
    }

    @Test
    void failsAParentThatPlansAKindThatNobodyRegistered() {
        TaskExecutor executor = start(1, family());

        TaskSnapshot parent = awaitEnd(executor, executor.submit(family("parent", 1)));

        assertThat(parent.state()).isEqualTo(TaskState.FAILURE);
    }
}
