package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.bench.options.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ThroughputEvaluationTest {
    @Test
    void measuresEachWayInEachRound(@TempDir Path out) throws Exception {
        ThroughputOptions options = parse(
                "--pages",
                "3",
                "--students",
                "20",
                "--quality",
                "easy",
                "--rounds",
                "2",
                "--threads",
                "1,2",
                "--baseline-pages",
                "1",
                "--memory-pages",
                "20",
                "--out",
                out.toString());

        ThroughputReport report = ThroughputEvaluation.measure(options);

        assertThat(report.median(ThroughputReport.DECODING))
                .hasValueSatisfying(cost -> assertThat(cost.cpuMillis()).isPositive());
        assertThat(report.median(ThroughputReport.korrigo(1))).isPresent();
        assertThat(report.median(ThroughputReport.korrigo(2))).isPresent();
        assertThat(Files.readAllLines(out.resolve("throughput.csv")))
                .startsWith("what,threads,pages_per_second,cpu_millis_per_page")
                .anyMatch(line -> line.matches("Korrigo,1,[0-9.]+,[0-9.]+"));
        assertThat(printed(report)).contains("CPU of Korrigo over decoding", "Korrigo: 3 pages");
        assertThat(report.median(ThroughputReport.SAME_PAGES).isPresent())
                .as("Korrigo on the baseline's pages, where there is a baseline")
                .isEqualTo(report.median(ThroughputReport.BASELINE).isPresent());
    }

    @Test
    void goesWithoutTheBaselineWhereThereIsNoLanguageData(@TempDir Path empty) throws Exception {
        ThroughputOptions options = parse(
                "--pages", "1", "--students", "5", "--rounds", "1", "--threads", "1", "--tessdata", empty.toString());

        ThroughputReport report = ThroughputEvaluation.measure(options);

        assertThat(report.median(ThroughputReport.BASELINE)).isEmpty();
        assertThat(printed(report)).contains("No baseline");
    }

    @Test
    void refusesUnknownOptionsAndNoPages() {
        assertThatThrownBy(() -> parse("--pupils", "3")).hasMessageContaining("--pupils");
        assertThatThrownBy(() -> parse("--pages", "0")).hasMessageContaining("page");
    }

    @Test
    void theBaselineTakesTheNearestStudentOrNobody() {
        assertThat(FuzzyRoster.ratio("DUPONT", "DUPOND")).isBetween(0.83, 0.84);
        assertThat(FuzzyRoster.ratio("", "")).isOne();
    }

    private static String printed(ThroughputReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ThroughputOptions parse(String... arguments) {
        return Options.read(List.of(arguments), ThroughputOptions::of);
    }
}
