package io.korrigo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void listsWhatThereIs() throws Exception {
        assertThat(bench()).isZero();
        assertThat(text(out)).contains("identification", "RosterReaderBenchmark.read");
    }

    @Test
    void refusesANameThatNothingHas() throws Exception {
        assertThat(bench("NoSuchBenchmark")).isEqualTo(2);
        assertThat(text(err)).isEqualToIgnoringNewLines("korrigo bench: nothing is named 'NoSuchBenchmark'");
    }

    @Test
    void refusesAnOptionThatJmhDoesNotKnow() throws Exception {
        assertThat(bench("RosterReader", "--no-such-option")).isEqualTo(2);
        assertThat(text(err)).contains("no-such-option");
    }

    @Test
    void runsABenchmark() throws Exception {
        int status = bench(
                "RosterReaderBenchmark.read",
                "-p",
                "students=3",
                "-p",
                "charset=UTF-8",
                "-f",
                "0",
                "-wi",
                "0",
                "-i",
                "1",
                "-r",
                "10ms",
                "-v",
                "SILENT");

        assertThat(status).as(text(err)).isZero();
    }

    private int bench(String... args) throws Exception {
        return BenchMain.run(List.of(args), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
