package io.korrigo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KindLimitsTest {
    record Nothing() {}

    private record Idle(String name, int limitPerNode) implements SingleTask<Nothing, Nothing> {
        @Override
        public TaskKind<Nothing, Nothing> kind() {
            return TaskKind.of(name, Nothing.class, Nothing.class);
        }

        @Override
        public Nothing run(Nothing parameters, TaskContext context) {
            return parameters;
        }
    }

    private static final TaskRegistry TASKS =
            TaskRegistry.of(new Idle("one", 1), new Idle("three", 3), new Idle("many", Integer.MAX_VALUE));

    @Test
    void letsInAsManyAsTheLimitAndNoMoreUntilOneLeaves() {
        KindLimits limits = new KindLimits(TASKS, Map.of());

        assertThat(limits.enter("one")).isTrue();
        assertThat(limits.enter("one")).isFalse();
        assertThat(limits.full()).containsExactly("one");
        assertThat(limits.leave("one")).as("was full").isTrue();
        assertThat(limits.full()).isEmpty();
        assertThat(limits.enter("one")).isTrue();
    }

    @Test
    void hasRoomForAsManyAsTheFullestKindThatIsNotFull() {
        KindLimits limits = new KindLimits(TASKS, Map.of());

        assertThat(limits.room()).isEqualTo(1);
        limits.enter("one");
        assertThat(limits.room()).isEqualTo(3);
        limits.enter("three");
        assertThat(limits.room()).isEqualTo(2);
        limits.enter("three");
        limits.enter("three");
        assertThat(limits.room()).isEqualTo(Integer.MAX_VALUE);
        assertThat(limits.enter("many")).isTrue();
    }

    @Test
    void putsItsOwnLimitsBeforeThoseOfTheTasks() {
        KindLimits limits = new KindLimits(TASKS, Map.of("one", 2, "many", 1));

        assertThat(limits.enter("one")).isTrue();
        assertThat(limits.enter("one")).isTrue();
        assertThat(limits.enter("many")).isTrue();
        assertThat(limits.enter("many")).isFalse();
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatThrownBy(() -> new KindLimits(TASKS, Map.of("one", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("At least one task of one");
        assertThatThrownBy(() -> new KindLimits(TASKS, Map.of("unknown", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown");
    }
}
