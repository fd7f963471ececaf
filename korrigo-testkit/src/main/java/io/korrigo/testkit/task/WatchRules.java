package io.korrigo.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.task.TaskStore.Filter;
import io.korrigo.task.TaskStore.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What those who look at a store's tasks see, and how a task is forgotten. */
abstract class WatchRules extends ParentRules {
    private static Submission<Payloads.Work> owned(String owner, String name) {
        return Submission.of(Payloads.WORK, new Payloads.Work(name, 1), owner);
    }

    // Lists

    @Test
    void listsTasksWithoutAParentTheLastFirst() {
        TaskId one = store.submit(work("one")).id();
        TaskId group = family(1).parent();
        TaskId two = store.submit(work("two")).id();

        assertThat(store.list(Filter.ANY, 10)).extracting(TaskSnapshot::id).containsExactly(two, group, one);
        assertThat(store.list(Filter.ANY, 2)).extracting(TaskSnapshot::id).containsExactly(two, group);
        assertThat(store.list(new Filter(null, null, null, group), 2))
                .extracting(TaskSnapshot::id)
                .containsExactly(one);
        assertThat(store.list(new Filter(null, null, null, TaskId.random()), 2)).isEmpty();
    }

    @Test
    void listsTasksOfAnOwnerAKindAndAState() {
        TaskSnapshot ended = store.submit(work("ended"));
        store.succeed(claim(ended.id()), done("ended"));
        TaskSnapshot failed = store.submit(work("failed"));
        store.fail(claim(failed.id()), "no");
        TaskSnapshot waiting = store.submit(Submission.of(Payloads.EVERYTHING, Payloads.everything(), "somebody else"));

        assertThat(store.list(new Filter(ended.owner(), null, null, null), 10))
                .extracting(TaskSnapshot::id)
                .containsExactly(failed.id(), ended.id());
        assertThat(store.list(new Filter(null, waiting.kind(), null, null), 10)).containsExactly(waiting);
        assertThat(store.list(new Filter(null, null, TaskState.SUCCESS, null), 10))
                .extracting(TaskSnapshot::id)
                .containsExactly(ended.id());
        assertThat(store.list(new Filter(ended.owner(), ended.kind(), TaskState.FAILURE, null), 10))
                .extracting(TaskSnapshot::id)
                .containsExactly(failed.id());
        assertThat(store.list(new Filter(null, null, TaskState.REVOKED, null), 10))
                .isEmpty();
    }

    @Test
    void listsWhatIsAboutASubject() {
        TaskSnapshot about = store.submit(work("about").about("exam-1"));
        store.submit(work("about another").about("exam-2"));
        store.submit(work("about nothing"));

        assertThat(about.subject()).isEqualTo("exam-1");
        assertThat(store.list(new Filter(null, null, null, null, "exam-1", null, null), 10))
                .containsExactly(about);
        assertThat(find(about.id()).subject()).isEqualTo("exam-1");
    }

    @Test
    void listsWhatWasSubmittedFromAnInstantOnAndBeforeAnother() {
        TaskId early = store.submit(work("early")).id();
        clock.step(Duration.ofDays(1));
        Instant since = clock.instant();
        TaskId middle = store.submit(work("middle")).id();
        clock.step(Duration.ofDays(1));
        Instant until = clock.instant();
        TaskId late = store.submit(work("late")).id();

        assertThat(store.list(new Filter(null, null, null, null, null, since, until), 10))
                .extracting(TaskSnapshot::id)
                .containsExactly(middle);
        assertThat(store.list(new Filter(null, null, null, null, null, since, null), 10))
                .extracting(TaskSnapshot::id)
                .containsExactly(late, middle);
        assertThat(store.list(new Filter(null, null, null, null, null, null, since), 10))
                .extracting(TaskSnapshot::id)
                .containsExactly(early);
        assertThat(store.list(new Filter(null, null, null, null, null, until.plusSeconds(1), null), 10))
                .isEmpty();
    }

    // Watching

    @Test
    void showsHowWatchedTasksStand() {
        TaskId child = family(1).children().get(0);
        Claim running =
                claim(store.submit(owned("eve", "running").about("exam-1")).id());
        store.progress(running, new Progress(1, 2));
        TaskId waiting = store.submit(owned("eve", "waiting")).id();
        TaskId others = store.submit(owned("bob", "another's")).id();

        TaskStore.Standings seen = store.standings(new Watched(Set.of(child), Set.of("eve"), clock.instant()));

        assertThat(seen.at()).isEqualTo(clock.instant());
        assertThat(seen.tasks())
                .extracting(TaskStore.Standing::id)
                .containsExactlyInAnyOrder(child, running.id(), waiting)
                .doesNotContain(others);
        assertThat(seen.tasks())
                .contains(find(running.id()).standing(), find(child).standing());
        assertThat(store.standings(new Watched(Set.of(), Set.of(), clock.instant()))
                        .tasks())
                .isEmpty();
        assertThat(store.standings(new Watched(Set.of(TaskId.random()), Set.of("nobody"), clock.instant()))
                        .tasks())
                .isEmpty();
    }

    @Test
    void showsWhatHasEndedSinceAnInstantOnly() {
        Claim ended = claim(store.submit(owned("ada", "ended")).id());
        store.succeed(ended, done("ended"));
        Instant end = clock.instant();
        clock.step(Duration.ofSeconds(1));

        assertThat(store.standings(new Watched(Set.of(), Set.of("ada"), end)).tasks())
                .containsExactly(find(ended.id()).standing());
        assertThat(store.standings(new Watched(Set.of(), Set.of("ada"), end.plusMillis(1)))
                        .tasks())
                .isEmpty();
        assertThat(store.standings(new Watched(Set.of(ended.id()), Set.of(), end.plusMillis(1)))
                        .tasks())
                .hasSize(1);
    }

    @Test
    void watchesManyAtOnce() {
        List<TaskId> ids = Stream.generate(
                        () -> store.submit(owned("ada", "one")).id())
                .limit(5)
                .toList();

        assertThat(store.standings(new Watched(Set.copyOf(ids), Set.of("bob", "ada", "eve"), clock.instant()))
                        .tasks())
                .extracting(TaskStore.Standing::id)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    // Forgetting

    @Test
    void forgetsAnEndedTaskWithItsChildrenAndNothingElse() {
        TaskSnapshot open = store.submit(work("open"));
        Claim ended =
                claim(store.submit(work("ended").withIdempotencyKey("key")).id());
        assertThat(store.forget(open.id())).isFalse();
        assertThat(store.forget(ended.id())).isFalse();
        store.succeed(ended, done("ended"));

        assertThat(store.forget(ended.id())).isTrue();

        assertThat(store.find(ended.id())).isEmpty();
        assertThat(store.log(ended.id())).isEmpty();
        assertThat(store.forget(ended.id())).isFalse();
        assertThat(store.find(open.id())).contains(find(open.id()));
        assertThat(store.submit(work("again").withIdempotencyKey("key")).id()).isNotEqualTo(ended.id());
    }

    @Test
    void forgetsNoChildWithoutItsParent() {
        Family family = family(1);
        store.succeed(claim(family.children().get(0)), done("child"));
        assertThat(store.forget(family.children().get(0))).isFalse();
        store.succeed(claim(family.parent()), done("parent"));

        assertThat(store.forget(family.parent())).isTrue();

        assertThat(store.find(family.children().get(0))).isEmpty();
    }
}
