package io.korrigo.bench.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static Object read(Function<Options, ?> reader, String... arguments) {
        return Options.read(List.of(arguments), reader);
    }

    @Test
    void readsEachKindOfValue() {
        assertThat(read(given -> given.number("--pages", 1, 7), "--pages", "3")).isEqualTo(3);
        assertThat(read(given -> given.seed("--seed", 7), "--seed", "-3000000000"))
                .isEqualTo(-3_000_000_000L);
        assertThat(read(given -> given.numbers("--sizes", 1, List.of()), "--sizes", "3,4"))
                .isEqualTo(List.of(3, 4));
        assertThat(read(given -> given.seeds("--seeds", List.of()), "--seeds", "3,-4"))
                .isEqualTo(List.of(3L, -4L));
        assertThat(read(given -> given.choice("--unit", TimeUnit.DAYS), "--unit", "hours"))
                .isEqualTo(TimeUnit.HOURS);
        assertThat(read(given -> given.path("--out"), "--out", "a/b")).isEqualTo(Path.of("a", "b"));
        assertThat(read(given -> given.text("--form", "v2"), "--form", "v3")).isEqualTo("v3");
        assertThat(read(given -> given.flag("--quick"), "--quick")).isEqualTo(true);
        assertThat(read(given -> given.numbers(List.of(9)), "3", "4")).isEqualTo(List.of(3, 4));
    }

    @Test
    void takesWhatIsUsualWithoutTheOption() {
        assertThat(read(given -> given.number("--pages", 1, 7))).isEqualTo(7);
        assertThat(read(given -> given.choice("--unit", TimeUnit.DAYS))).isEqualTo(TimeUnit.DAYS);
        assertThat(read(given -> given.path("--out", Path.of("a")))).isEqualTo(Path.of("a"));
        assertThat(read(given -> given.text("--form", "v2"))).isEqualTo("v2");
        assertThat(read(given -> given.flag("--quick"))).isEqualTo(false);
        assertThat(read(given -> given.numbers(List.of(9)))).isEqualTo(List.of(9));
        assertThat(read(Options::docs)).isEqualTo(Options.home().resolve("docs"));
    }

    @Test
    void readsOptionsInAnyOrderAndTheLastOfTwo() {
        assertThat(read(
                        given -> given.number("--a", 0, 1) + " " + given.flag("--quick") + " " + given.values(),
                        "x",
                        "--quick",
                        "--a",
                        "3",
                        "y",
                        "--a",
                        "4"))
                .isEqualTo("4 true [x, y]");
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        assertRefused(given -> given.number("--pages", 1, 7), "No value for --pages", "--pages");
        assertRefused(
                given -> given.number("--pages", 1, 7),
                "--pages is a whole number of at least 1, not many",
                "--pages",
                "many");
        assertRefused(
                given -> given.numbers("--sizes", 1, List.of()),
                "--sizes is a whole number of at least 1, not 0",
                "--sizes",
                "3,0");
        assertRefused(given -> given.seed("--seed", 1), "--seed is a whole number, not x", "--seed", "x");
        assertRefused(
                given -> given.choice("--where", Thread.State.NEW),
                "--where is one of new, runnable, blocked, waiting, timed_waiting, terminated, not here",
                "--where",
                "here");
        assertRefused(given -> given.numbers(List.of(1)), "Each argument is a whole number of at least 1, not x", "x");
    }

    @Test
    void refusesWhatNobodyReads() {
        assertRefused(given -> given.flag("--quick"), "No such option: --pages", "--quick", "--pages", "3");
        assertRefused(given -> given.flag("--quick"), "No such option: 3", "3");
        assertRefused(Options::values, "No such option: --pages", "3", "--pages");
    }

    private static void assertRefused(Function<Options, ?> reader, String message, String... arguments) {
        assertThatThrownBy(() -> read(reader, arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
