package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.InvalidInputException;
import io.korrigo.task.RetryPolicy;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.testkit.task.Payloads.Done;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every executor does with attempts that fail. */
abstract class FailureRules extends StoppingRules {
    private static final RetryPolicy ONCE = RetryPolicy.NEVER;

    @Test
    void triesAgainWhatMayPass() {
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        TaskExecutor executor = start(1, single((work, context) -> {
            attempts.add(context.attempt());
            if (context.attempt() < 3) {
                throw new IOException("disk full");
            }
            return new Done(work.name(), context.attempt());
        }));

        TaskSnapshot task = awaitEnd(executor, executor.submit(work("a")));

        assertThat(task.result()).isEqualTo(new Done("a", 3));
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(executor.store().log(task.id()))
                .anyMatch(line -> line.contains("attempt 1 failed: IOException at "));
    }

    @Test
    void pausesBeforeTheNextAttemptAndDoesOtherWorkMeanwhile() {
        AtomicInteger attempts = new AtomicInteger();
        RetryPolicy slow = new RetryPolicy(2, Duration.ofHours(1), Duration.ofHours(1));
        TaskExecutor executor = start(1, new Single(Payloads.WORK, slow, (work, context) -> {
            if (work.name().equals("other")) {
                return new Done(work.name(), context.attempt());
            }
            attempts.incrementAndGet();
            throw new IOException("disk full");
        }));

        TaskSnapshot pausing = executor.submit(work("a"));
        await().atMost(PATIENCE).until(() -> find(executor, pausing.id()).state() == TaskState.RETRY);
        awaitSuccess(executor, executor.submit(work("other")));

        assertThat(find(executor, pausing.id()).state()).isEqualTo(TaskState.RETRY);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void failsAfterTheLastAttemptWithoutRepeatingForeignMessages() {
        AtomicInteger runs = new AtomicInteger();
        TaskExecutor executor = start(1, single((work, context) -> {
            runs.incrementAndGet();
            throw new IllegalStateException("Zoé Dupont has no copy");
        }));

        TaskSnapshot task = awaitEnd(executor, executor.submit(work("a")));

        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(task.error()).isEqualTo("The task failed after 3 attempts: IllegalStateException");
        assertThat(task.result()).isNull();
        assertThat(runs).hasValue(3);
        assertThat(executor.store().log(task.id()))
                .noneMatch(line -> line.contains("Dupont"))
                .filteredOn(line -> line.contains(" failed: IllegalStateException at "))
                .hasSize(3);
    }

    @Test
    void failsAtOnceOnInvalidInput() {
        AtomicInteger runs = new AtomicInteger();
        TaskExecutor executor = start(1, single((work, context) -> {
            runs.incrementAndGet();
            throw new InvalidInputException("page 3 of copy 7 is no JPEG: scan it again");
        }));

        TaskSnapshot task = awaitEnd(executor, executor.submit(work("a")));

        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(task.error()).isEqualTo("page 3 of copy 7 is no JPEG: scan it again");
        assertThat(runs).hasValue(1);
    }

    @Test
    @SuppressWarnings("NullAway") // a task's bug
    void failsATaskWithoutAResult() {
        TaskExecutor executor = start(1, single((work, context) -> null));

        TaskSnapshot task = awaitEnd(executor, executor.submit(work("a")));

        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
    }

    @Test
    void survivesTheErrorsOfATask() {
        TaskExecutor executor = start(1, new Single(Payloads.WORK, ONCE, (work, context) -> {
            switch (work.name()) {
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                case "class" -> throw new NoClassDefFoundError("Gone");
                case "stack" -> throw new StackOverflowError();
                case "stray" -> throw new InterruptedException();
                default -> {
                    return new Done(work.name(), 0);
                }
            }
        }));

        for (String name : List.of("memory", "class", "stack", "stray")) {
            assertThat(awaitEnd(executor, executor.submit(work(name))).state())
                    .as(name)
                    .isEqualTo(TaskState.FAILURE);
        }

        awaitSuccess(executor, executor.submit(work("fine")));
    }
}
