package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.task.Progress;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore.Standing;
import io.korrigo.task.TaskStore.Standings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskFeedTest {
    private static final Instant NOW = Instant.parse("2026-06-12T08:00:00Z");
    private static final TaskId ONE = TaskId.random();
    private static final TaskId TWO = TaskId.random();

    private static Standing task(TaskId id, String owner, TaskState state, @Nullable Progress progress) {
        return new Standing(id, "cmen_ocr", owner, null, "exam-1", state, 1, progress, NOW, state.ready() ? NOW : null);
    }

    private static Standing running(TaskId id, long done) {
        return task(id, "ada", TaskState.PROGRESS, new Progress(done, 10));
    }

    private static Standing ended(TaskId id) {
        return task(id, "ada", TaskState.SUCCESS, null);
    }

    private static List<Standing> told(List<TaskFeed.Event> events) {
        return events.stream().map(TaskFeed.Event::task).toList();
    }

    private static Standings seen(Standing... tasks) {
        return new Standings(NOW, Arrays.asList(tasks));
    }

    private static TaskFeed ofAda(@Nullable String lastId) {
        return TaskFeed.ofOwner("ada", lastId, task -> true);
    }

    @Test
    void tellsEachStandingOnce() {
        TaskFeed feed = ofAda(null);

        assertThat(told(feed.news(seen(running(ONE, 1))))).containsExactly(running(ONE, 1));
        assertThat(feed.news(seen(running(ONE, 1)))).isEmpty();
        assertThat(told(feed.news(seen(running(ONE, 2), running(TWO, 1)))))
                .containsExactlyInAnyOrder(running(ONE, 2), running(TWO, 1));
        assertThat(told(feed.news(seen(ended(ONE), running(TWO, 1))))).containsExactly(ended(ONE));
        assertThat(feed.ended()).isFalse();
    }

    @Test
    void tellsAllToWhoComesWithAnIdThatIsNone() {
        for (String id :
                List.of("", ".", "..", "x", "x.1", "1.%", "-1", "9223372036854775807", "99999999999999999999")) {
            assertThat(told(ofAda(id).news(seen(running(ONE, 1))))).as(id).containsExactly(running(ONE, 1));
            assertThat(ofAda(id).beginning(NOW).endedSince()).as(id).isEqualTo(NOW);
        }
    }

    @Test
    void tellsNothingOfOthersAndNothingThatMayNotBeHeard() {
        TaskFeed feed = TaskFeed.ofOwner("ada", null, task -> !task.id().equals(TWO));

        assertThat(told(feed.news(
                        seen(task(TaskId.random(), "bob", TaskState.STARTED, null), running(TWO, 1), running(ONE, 1)))))
                .containsExactly(running(ONE, 1));
    }

    @Test
    void goesOnElsewhereWithoutAGapOrARepeat() {
        List<TaskFeed.Event> first = ofAda(null).news(seen(running(ONE, 1), ended(TWO)));
        String last = first.get(first.size() - 1).id();

        TaskFeed resumed = ofAda(last);

        assertThat(resumed.news(seen(running(ONE, 1), ended(TWO)))).isEmpty();
        assertThat(told(resumed.news(seen(running(ONE, 2), ended(TWO))))).containsExactly(running(ONE, 2));
        TaskFeed missed = ofAda(last);
        TaskId three = TaskId.random();
        assertThat(told(missed.news(seen(ended(ONE), ended(TWO), ended(three)))))
                .containsExactlyInAnyOrder(ended(ONE), ended(three));
    }

    @Test
    void asksForWhatEndedFromALittleBeforeTheLastEventOn() {
        String last = ofAda(null).news(seen(running(ONE, 1))).get(0).id();

        assertThat(ofAda(null).beginning(NOW.plusSeconds(60)).endedSince()).isEqualTo(NOW.plusSeconds(60));
        assertThat(ofAda(last).beginning(NOW.plusSeconds(60)).endedSince()).isEqualTo(NOW.minus(TaskFeed.LATE));
        assertThat(ofAda(last).beginning(NOW.plusSeconds(7200)).endedSince()).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void takesIdsThatAreNotItsOwnForNone() {
        for (String id : List.of("", "x", "1.!", "9999999999999999999999", "1." + "z".repeat(50))) {
            assertThat(told(ofAda(id).news(seen(running(ONE, 1))))).as(id).hasSize(1);
        }
    }

    @Test
    void keepsIdsShortHoweverManyTasksAreOpen() {
        List<Standing> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(running(TaskId.random(), 1));
        }

        List<TaskFeed.Event> news = ofAda(null).news(new Standings(NOW, many));

        assertThat(news).hasSize(500).allSatisfy(event -> assertThat(event.id()).hasSizeLessThan(600));
    }

    @Test
    void endsWithTheOneTaskThatItTellsOf() {
        TaskFeed feed = TaskFeed.ofTask(ONE, null, task -> true);
        assertThat(told(feed.news(seen(running(ONE, 1), running(TWO, 1))))).containsExactly(running(ONE, 1));
        assertThat(feed.ended()).isFalse();

        List<TaskFeed.Event> end = feed.news(seen(ended(ONE)));

        assertThat(told(end)).containsExactly(ended(ONE));
        assertThat(feed.ended()).isTrue();
        TaskFeed again = TaskFeed.ofTask(ONE, end.get(0).id(), task -> true);
        assertThat(again.news(seen(ended(ONE)))).isEmpty();
        assertThat(again.ended()).isTrue();
    }

    @Test
    void endsWhenTheTaskIsGoneOrNoMoreTheirs() {
        TaskFeed gone = TaskFeed.ofTask(ONE, null, task -> true);
        assertThat(gone.news(seen())).isEmpty();
        assertThat(gone.ended()).isTrue();
        TaskFeed lost = TaskFeed.ofTask(ONE, null, task -> false);
        assertThat(lost.news(seen(running(ONE, 1)))).isEmpty();
        assertThat(lost.ended()).isTrue();
    }
}
