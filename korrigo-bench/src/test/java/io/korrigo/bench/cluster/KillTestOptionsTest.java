package io.korrigo.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillTestOptionsTest {
    @Test
    void areTheLongFormUnlessTold() {
        assertThat(KillTestOptions.parse(List.of()))
                .isEqualTo(
                        new KillTestOptions(1, Duration.ofMinutes(1), 300, 100, 2, 3, SharedDatabase.Kind.POSTGRES, 1));
        assertThat(KillTestOptions.parse(List.of("--rounds", "20", "--database", "h2", "--seed", "9")))
                .isEqualTo(new KillTestOptions(20, Duration.ofMinutes(1), 300, 100, 2, 3, SharedDatabase.Kind.H2, 9));
    }

    @Test
    void refuseWhatTheyDoNotKnow() {
        assertThatThrownBy(() -> KillTestOptions.parse(List.of("--round", "2"))).hasMessage("Unknown option --round");
        assertThatThrownBy(() -> KillTestOptions.parse(List.of("--rounds"))).hasMessage("No value for --rounds");
        assertThatThrownBy(() -> KillTestOptions.parse(List.of("--rounds", "many")))
                .hasMessage("--rounds takes a number, not many");
        assertThatThrownBy(() -> KillTestOptions.parse(List.of("--seconds", "0")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
