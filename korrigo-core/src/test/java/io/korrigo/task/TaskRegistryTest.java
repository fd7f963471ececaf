package io.korrigo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskRegistryTest {
    record Nothing() {}

    /** Version 2 of "greet", which says that it can read another kind. */
    private record Greeting(String olderName, int olderVersion) implements SingleTask<Nothing, Nothing> {
        @Override
        public TaskKind<Nothing, Nothing> kind() {
            return new TaskKind<>("greet", 2, Nothing.class, Nothing.class);
        }

        @Override
        public List<TaskKind.Older<?, Nothing>> olderKinds() {
            TaskKind<Nothing, Nothing> older = new TaskKind<>(olderName, olderVersion, Nothing.class, Nothing.class);
            return List.of(new TaskKind.Older<>(older, nothing -> nothing));
        }

        @Override
        public Nothing run(Nothing parameters, TaskContext context) {
            return parameters;
        }
    }

    @Test
    void takesATaskThatReadsAnOlderVersionOfItsKind() {
        assertThat(TaskRegistry.of(new Greeting("greet", 1)).find("greet")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"greet, 2", "greet, 3", "other, 1"})
    void refusesWhatIsNoOlderVersionOfTheKind(String name, int version) {
        assertThatThrownBy(() -> TaskRegistry.of(new Greeting(name, version)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not an older version of greet 2: " + name + " " + version);
    }

    @Test
    void refusesTwoTasksOfOneKind() {
        assertThatThrownBy(() -> TaskRegistry.of(new Greeting("greet", 1), new Greeting("greet", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two tasks of kind greet");
    }
}
