package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.Progress;
import io.korrigo.task.RunOutcome;
import io.korrigo.task.RunOutcome.End;
import io.korrigo.task.SingleTask;
import io.korrigo.task.StaleClaimException;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskRunner;
import io.korrigo.task.TaskState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a runner does when the store, the lease or the machine gives trouble. */
@Tag("slow")
@Timeout(60)
class TaskRunnerTest {
    private static final Duration LEASE = Duration.ofMillis(400);
    private static final TaskKind<Nothing, Nothing> KIND = TaskKind.of("runner_test", Nothing.class, Nothing.class);

    record Nothing() {}

    interface Body {
        void run(TaskContext context) throws Exception;
    }

    record BodyTask(Body body) implements SingleTask<Nothing, Nothing> {
        @Override
        public TaskKind<Nothing, Nothing> kind() {
            return KIND;
        }

        @Override
        public Nothing run(Nothing parameters, TaskContext context) throws Exception {
            body.run(context);
            return new Nothing();
        }
    }

    private final FaultyStore store = new FaultyStore(new InMemoryTaskStore(Clock.systemUTC()));
    private final TaskId id =
            store.submit(Submission.of(KIND, new Nothing(), "ada")).id();
    private TaskRunner runner = runner(LEASE, context -> {});

    private TaskRunner runner(Duration lease, Body body) {
        return new TaskRunner(store, TaskRegistry.of(new BodyTask(body)), lease, new Random(1));
    }

    private CompletableFuture<RunOutcome> start(Body body) {
        return start(LEASE, body);
    }

    private CompletableFuture<RunOutcome> start(Duration lease, Body body) {
        runner.close();
        runner = runner(lease, body);
        return CompletableFuture.supplyAsync(() -> runner.run(id, "worker").orElseThrow());
    }

    private static RunOutcome get(CompletableFuture<RunOutcome> outcome) throws Exception {
        return outcome.get(30, TimeUnit.SECONDS);
    }

    private TaskState state() {
        return store.store.find(id).orElseThrow().state();
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void tellsItsListenerOfEachAttempt() throws Exception {
        List<String> told = new ArrayList<>();
        runner.close();
        runner = listening(
                claim -> {
                    told.add("began " + claim.attempt());
                    return outcome -> told.add("ended " + outcome.attempt() + " " + outcome.end());
                },
                context -> {
                    if (context.attempt() == 1) {
                        throw new IOException("The disk is away");
                    }
                });

        assertThat(runner.run(id, "worker").orElseThrow().end()).isEqualTo(End.RETRIED);
        await().until(() -> !store.due(1).isEmpty());
        assertThat(runner.run(id, "worker").orElseThrow().end()).isEqualTo(End.SUCCEEDED);

        assertThat(told).containsExactly("began 1", "ended 1 RETRIED", "began 2", "ended 2 SUCCEEDED");
    }

    @Test
    void runsATaskWhoseListenerFails() {
        runner.close();
        runner = listening(
                claim -> {
                    if (claim.attempt() == 1) {
                        throw new IllegalStateException("of the listener's");
                    }
                    return outcome -> {
                        throw new IllegalStateException("of the listener's");
                    };
                },
                context -> {});

        assertThat(runner.run(id, "worker").orElseThrow().end()).isEqualTo(End.SUCCEEDED);
    }

    private TaskRunner listening(TaskExecutor.Listener listener, Body body) {
        return new TaskRunner(store, TaskRegistry.of(new BodyTask(body)), LEASE, new Random(1), true, listener);
    }

    @Test
    void keepsItsClaimForMuchLongerThanTheLease() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<RunOutcome> outcome = start(context -> end.await());

        await().until(() -> store.renewals.get() >= 12);
        assertThat(store.due(1)).isEmpty();
        end.countDown();

        assertThat(get(outcome).end()).isEqualTo(End.SUCCEEDED);
    }

    @Test
    void keepsItsClaimWhileEveryProcessorIsBusy() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Duration lease = Duration.ofSeconds(3);
        CompletableFuture<RunOutcome> outcome = start(lease, context -> {
            while (!stop.get()) {
                context.checkCancelled();
            }
        });
        Thread[] burners = new Thread[Runtime.getRuntime().availableProcessors() * 2];
        for (int i = 0; i < burners.length; i++) {
            burners[i] = new Thread(() -> {
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
            });
            burners[i].start();
        }

        try {
            // Four renewals a second at most: two lengths of the lease at least.
            await().atMost(Duration.ofSeconds(30)).until(() -> store.renewals.get() >= 24);
            assertThat(outcome).isNotDone();
        } finally {
            stop.set(true);
        }

        assertThat(get(outcome).end()).isEqualTo(End.SUCCEEDED);
    }

    @Test
    void stopsItselfAndWritesNothingWhenItCanNotRenewForALease() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<RunOutcome> outcome = start(context -> {
            began.countDown();
            new CountDownLatch(1).await();
        });
        began.await();

        store.down = true;

        assertThat(get(outcome).end()).isEqualTo(End.LOST);
        assertThat(state()).isEqualTo(TaskState.STARTED);
        store.down = false;
        await().until(() -> store.due(1).contains(id));
    }

    @Test
    void stopsATaskThatComputesWhenItCanNotRenewForALease() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        CompletableFuture<RunOutcome> outcome = start(context -> {
            store.down = true;
            try {
                while (true) {
                    context.checkCancelled();
                }
            } catch (StaleClaimException stopped) {
                seen.complete(stopped);
                throw stopped;
            }
        });

        assertThat(get(outcome).end()).isEqualTo(End.LOST);
        assertThat(seen).isCompleted();
    }

    @Test
    void outlivesAnOutageShorterThanTheLease() throws Exception {
        CompletableFuture<RunOutcome> outcome = start(Duration.ofSeconds(10), context -> {
            context.progress().report(1, 2);
            store.down = true;
            context.progress().report(2, 2);
        });

        await().until(() -> store.down);
        store.down = false;

        assertThat(get(outcome).end()).isEqualTo(End.SUCCEEDED);
        assertThat(store.find(id).orElseThrow().progress()).isEqualTo(new Progress(2, 2));
    }

    @Test
    void stopsWhenAnotherWorkerTookTheTask() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<RunOutcome> outcome = start(context -> {
            began.countDown();
            new CountDownLatch(1).await();
        });
        began.await();

        // As if this worker had been suspended for a lease: the next beat finds the task taken.
        store.down = true;
        await().pollInterval(Duration.ofMillis(1))
                .until(() ->
                        store.store.claim(id, "other", Duration.ofMinutes(1)).isPresent());
        store.down = false;

        assertThat(get(outcome).end()).isEqualTo(End.LOST);
        assertThat(state()).isEqualTo(TaskState.STARTED);
        assertThat(store.find(id).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void failsATaskThatLostThreeWorkersWithoutRunningIt() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(store.claim(id, "doomed", Duration.ZERO)).isPresent();
        }

        AtomicBoolean ran = new AtomicBoolean();
        RunOutcome outcome = get(start(context -> ran.set(true)));

        assertThat(outcome.end()).isEqualTo(End.FAILED);
        assertThat(ran).isFalse();
        assertThat(store.find(id).orElseThrow().error()).contains("lost its worker 3 times");
    }

    @Test
    void runsATaskThatLostTwoWorkers() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(store.claim(id, "doomed", Duration.ZERO)).isPresent();
        }

        assertThat(get(start(context -> {})).end()).isEqualTo(End.SUCCEEDED);
    }

    @Test
    void writesFewOfManyReportsOfProgress() throws Exception {
        AtomicLong reports = new AtomicLong();

        get(start(context -> {
            while (store.progressWrites.get() < 4) {
                context.progress().report(reports.incrementAndGet(), Long.MAX_VALUE);
            }
        }));

        // A few writes a second; a second has room for a million reports, on the busiest machine for some thousand.
        assertThat(reports).hasValueGreaterThan(1000);
    }

    @Test
    void failsAKindThatNobodyRegistered() {
        TaskId unknown = store.submit(
                        Submission.of(TaskKind.of("unknown", Nothing.class, Nothing.class), new Nothing(), "ada"))
                .id();

        assertThat(runner.run(unknown, "worker").orElseThrow().end()).isEqualTo(End.FAILED);
    }
}
