package io.korrigo.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskIdTest {
    @Test
    void beginsWithTheTime() {
        Instant time = Instant.parse("2026-11-25T08:30:00.123Z");

        TaskId id = TaskId.madeAt(time);

        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(time.toEpochMilli());
        assertThat(id.made()).contains(time);
        assertThat(TaskId.random().made()).isEmpty();
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
    }

    @Test
    void isUnlikeAnyOther() {
        Set<TaskId> ids = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add(TaskId.madeAt(Instant.EPOCH));
        }

        assertThat(ids).hasSize(100_000);
    }

    @Test
    void readsWhatItWritesAndNothingElse() {
        TaskId id = TaskId.random();

        assertThat(TaskId.parse(id.toString())).contains(id);
        assertThat(TaskId.parse("1-2-3-4-5")).isEmpty();
        assertThat(TaskId.parse("exam 7")).isEmpty();
    }
}
