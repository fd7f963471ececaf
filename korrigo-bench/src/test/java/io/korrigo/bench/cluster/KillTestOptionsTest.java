package io.korrigo.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.bench.options.Options;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillTestOptionsTest {
    @Test
    void areTheLongFormUnlessTold() {
        assertThat(parse())
                .isEqualTo(
                        new KillTestOptions(1, Duration.ofMinutes(1), 300, 100, 2, 3, SharedDatabase.Kind.POSTGRES, 1));
        assertThat(parse("--rounds", "20", "--database", "h2", "--seed", "9"))
                .isEqualTo(new KillTestOptions(20, Duration.ofMinutes(1), 300, 100, 2, 3, SharedDatabase.Kind.H2, 9));
    }

    @Test
    void refuseWhatTheyDoNotKnow() {
        assertThatThrownBy(() -> parse("--round", "2")).hasMessage("No such option: --round");
        assertThatThrownBy(() -> parse("--rounds")).hasMessage("No value for --rounds");
        assertThatThrownBy(() -> parse("--rounds", "many"))
                .hasMessage("--rounds is a whole number of at least 1, not many");
        assertThatThrownBy(() -> parse("--seconds", "0")).isInstanceOf(IllegalArgumentException.class);
    }

    private static KillTestOptions parse(String... arguments) {
        return Options.read(List.of(arguments), KillTestOptions::of);
    }
}
