package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.ParentTask;
import io.korrigo.task.RetryPolicy;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.Task;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.testkit.task.Payloads.Done;
import io.korrigo.testkit.task.Payloads.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What the rules for executors have in common. */
abstract class ExecutorFixture {
    static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(20), Duration.ofMillis(20));
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private @Nullable TaskExecutor executor;

    /**
     * An executor over an empty store.
     *
     * @param queueLimit how many submitted tasks may wait
     */
    protected abstract TaskExecutor create(TaskRegistry registry, int workers, int queueLimit) throws Exception;

    @AfterEach
    final void closeExecutor() {
        if (executor != null) {
            executor.close(Duration.ZERO);
        }
    }

    TaskExecutor start(int workers, Task<?, ?>... tasks) {
        return start(workers, 1000, tasks);
    }

    TaskExecutor start(int workers, int queueLimit, Task<?, ?>... tasks) {
        try {
            executor = create(TaskRegistry.of(tasks), workers, queueLimit);
            return executor;
        } catch (Exception failed) {
            throw new AssertionError("No executor", failed);
        }
    }

    /** What a task of a test does. */
    interface Body {
        Done run(Work work, TaskContext context) throws Exception;
    }

    /** A single task of a test. */
    record Single(TaskKind<Work, Done> kind, RetryPolicy retryPolicy, Body body) implements SingleTask<Work, Done> {
        @Override
        public Done run(Work parameters, TaskContext context) throws Exception {
            return body.run(parameters, context);
        }
    }

    static Single single(Body body) {
        return new Single(Payloads.WORK, QUICK, body);
    }

    static Single echo() {
        return single((work, context) -> new Done(work.name(), work.steps()));
    }

    /** Plans {@code steps} children of {@code childKind}; its result counts those in SUCCESS. */
    record Family(TaskKind<Work, Done> kind, TaskKind<Work, Done> childKind, int childSteps)
            implements ParentTask<Work, Done> {
        @Override
        public RetryPolicy retryPolicy() {
            return QUICK;
        }

        @Override
        public List<Submission<?>> plan(Work parameters, TaskContext context) {
            List<Submission<?>> children = new ArrayList<>();
            for (int i = 0; i < parameters.steps(); i++) {
                children.add(Submission.of(childKind, new Work("child " + i, childSteps), context.owner()));
            }
            return children;
        }

        @Override
        public Done finish(Work parameters, List<TaskSnapshot> children, TaskContext context) {
            long succeeded = children.stream()
                    .filter(child -> child.state() == TaskState.SUCCESS)
                    .count();
            return new Done(parameters.name(), (int) succeeded);
        }
    }

    static Family family() {
        return new Family(Payloads.FAMILY, Payloads.WORK, 1);
    }

    static Submission<Work> work(String name) {
        return Submission.of(Payloads.WORK, new Work(name, 1), "ada");
    }

    static Submission<Work> family(String name, int children) {
        return Submission.of(Payloads.FAMILY, new Work(name, children), "ada");
    }

    TaskSnapshot find(TaskExecutor where, TaskId id) {
        return where.store().find(id).orElseThrow(() -> new AssertionError(id + " is gone"));
    }

    TaskSnapshot awaitEnd(TaskExecutor where, TaskSnapshot task) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> find(where, task.id()).ready());
        return find(where, task.id());
    }

    void awaitSuccess(TaskExecutor where, TaskSnapshot task) {
        TaskSnapshot ended = awaitEnd(where, task);
        assertThat(ended.state()).as("state, error %s", ended.error()).isEqualTo(TaskState.SUCCESS);
    }

    /** A task body that says when it began and then waits, deaf or not, for the test. */
    static final class Gate {
        final CountDownLatch began = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);

        Done pass(Work work) throws InterruptedException {
            began.countDown();
            open.await();
            return new Done(work.name(), work.steps());
        }

        Done passDeaf(Work work) {
            began.countDown();
            boolean opened = false;
            while (!opened) {
                try {
                    open.await();
                    opened = true;
                } catch (InterruptedException ignoredOnPurpose) {
                    // A task that doesn't listen is what the test is about.
                }
            }
            return new Done(work.name(), work.steps());
        }

        void awaitBegin() throws InterruptedException {
            assertThat(began.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the task began")
                    .isTrue();
        }
    }
}
