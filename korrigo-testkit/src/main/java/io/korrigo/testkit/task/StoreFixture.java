package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.task.Claim;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.testkit.task.Payloads.Done;
import io.korrigo.testkit.task.Payloads.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What the rules for stores have in common. */
abstract class StoreFixture {
    static final Duration LEASE = Duration.ofSeconds(10);

    final SteppedClock clock = new SteppedClock(Instant.parse("2026-06-12T08:00:00Z"));

    @SuppressWarnings("NullAway.Init") // by createStore()
    TaskStore store;

    /** An empty store whose time is that clock's; it can read the payloads of those tasks. */
    protected abstract TaskStore create(TaskRegistry registry, Clock storeClock);

    @BeforeEach
    final void createStore() {
        store = create(
                TaskRegistry.of(
                        new Unrun<>(Payloads.WORK), new Unrun<>(Payloads.FAMILY), new Unrun<>(Payloads.EVERYTHING)),
                clock);
    }

    /** Names a kind to the store, which runs nothing. */
    private record Unrun<P extends Record, R extends Record>(TaskKind<P, R> kind) implements SingleTask<P, R> {
        @Override
        public R run(P parameters, TaskContext context) {
            throw new AssertionError("A store runs nothing");
        }
    }

    static Submission<Work> work(String name) {
        return Submission.of(Payloads.WORK, new Work(name, 1), "ada");
    }

    static List<Submission<?>> works(int count) {
        List<Submission<?>> works = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            works.add(work("child " + i));
        }
        return works;
    }

    TaskId submit(String name) {
        return store.submit(work(name)).id();
    }

    Claim claim(TaskId id) {
        return store.claim(id, "worker", LEASE).orElseThrow(() -> new AssertionError(id + " can't be claimed"));
    }

    Claim submitAndClaim(String name) {
        return claim(submit(name));
    }

    /** A parent that waits for its children. */
    Family family(int children) {
        Submission<Work> parent = Submission.of(Payloads.FAMILY, new Work("parent", children), "ada");
        TaskId id = store.submit(parent).id();
        return new Family(id, store.awaitChildren(claim(id), works(children)));
    }

    record Family(TaskId parent, List<TaskId> children) {}

    static Done done(String name) {
        return new Done(name, 42);
    }

    TaskSnapshot find(TaskId id) {
        return store.find(id).orElseThrow(() -> new AssertionError(id + " is gone"));
    }

    void assertState(TaskId id, TaskState state) {
        assertThat(find(id).state()).as("state of %s", id).isEqualTo(state);
    }
}
