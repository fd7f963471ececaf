package io.korrigo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cells",
                "decisions",
                "desk",
                "engine-report",
                "export-report",
                "flatten-report",
                "identification",
                "nets",
                "nodes-report",
                "ocr-report",
                "report",
                "roster-report",
                "scan-files",
                "task-lists",
                "throughput"
            })
    void tellsHowAnEvaluationIsUsedWithoutMeasuring(String name) throws Exception {
        assertThat(bench(name, "--help")).isZero();
        assertThat(bench(name, "-h")).isZero();
        assertThat(text(out).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("Usage: korrigo bench " + name + " "));
        assertThat(text(err)).isEmpty();

        assertThat(bench(name, "--no-such-option", "3")).isEqualTo(2);
        assertThat(text(err))
                .startsWith(
                        "korrigo bench " + name + ": No such option: --no-such-option\nUsage: korrigo bench " + name);
        assertThat(text(out).lines()).hasSize(2);
    }

    @Test
    void listsEveryEvaluation() throws Exception {
        assertThat(bench("--help")).isZero();
        assertThat(text(out).lines().filter(line -> line.matches("  [a-z-]+  .*")))
                .hasSizeGreaterThan(12);
    }

    @Test
    void saysInALineWhatEachMeasures() throws Exception {
        assertThat(bench()).isZero();
        assertThat(text(out).lines().filter(line -> line.startsWith("  ")))
                .hasSizeGreaterThan(25)
                .allSatisfy(line -> assertThat(line).matches("  [A-Za-z0-9.-]+ {2,}\\S.{10,95}"));
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
