package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.bench.options.Options;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class IdentificationEvaluationTest {
    @Test
    void countsEachPageOnceAndFindsMostWritersOfPlainPages(@TempDir Path out) throws IOException {
        EvaluationOptions options =
                parse("--pages", "24", "--quality", "easy", "--form", "v2", "--seed", "3", "--out", out.toString());

        EvaluationReport report = IdentificationEvaluation.evaluate(options).get(0);

        assertThat(report.count(page -> true)).isEqualTo(24);
        assertThat(report.count(PageResult::wrong)).isZero();
        long legible = report.count(page -> page.page().kind() == PageKind.OK);
        assertThat(report.count(PageResult::right)).isGreaterThanOrEqualTo(legible * 8 / 10);
        assertThat(Files.readAllLines(out.resolve("pages.csv"))).hasSize(25);
    }

    @Test
    void givesTheSameAnswersOnAnyNumberOfThreads(@TempDir Path folder) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        for (String threads : List.of("1", "3")) {
            Path out = folder.resolve(threads);
            IdentificationEvaluation.evaluate(parse(
                    "--pages",
                    "8",
                    "--seed",
                    "7",
                    "--students",
                    "20,60",
                    "--turned",
                    "50",
                    "--threads",
                    threads,
                    "--out",
                    out.toString(),
                    "--dump-failures"));
            lines.add(Files.readAllLines(out.resolve("pages.csv")).stream()
                    .map(line -> line.replaceFirst(",[0-9.]+$", ""))
                    .toList());
        }

        assertThat(lines.get(0)).hasSize(1 + 2 * 8).isEqualTo(lines.get(1));
        assertThat(lines.get(0)).filteredOn(line -> line.matches("\\d+,60,.*")).hasSize(8);
        assertThat(folder.resolve("1/failures.csv")).hasSameTextualContentAs(folder.resolve("3/failures.csv"));
    }

    @Test
    void decidesAStackWithOnePageOfEachStudentTogetherToo() throws IOException {
        EvaluationOptions options =
                parse("--students", "12", "--pages", "40", "--quality", "easy", "--form", "v2", "--one-each");

        EvaluationReport report = IdentificationEvaluation.evaluate(options).get(0);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        report.print(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(report.count(page -> true)).isEqualTo(12);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("one to one, wrong of all   0 of 12");
    }

    @Test
    void tellsTheErrorByOriginOfLookAlikes(@TempDir Path out) throws IOException {
        EvaluationOptions options = parse(
                "--students",
                "60",
                "--pages",
                "8",
                "--quality",
                "easy",
                "--form",
                "v2",
                "--stack",
                "lookalikes",
                "--out",
                out.toString());

        EvaluationReport report = IdentificationEvaluation.evaluate(options).get(0);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        report.print(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(report.count(page -> page.page().kind() == PageKind.OK)).isEqualTo(4);
        assertThat(report.count(page -> page.page().kind() == PageKind.TWO_LETTERS_OFF && page.identified()))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("one letter off");
        assertThat(Files.readAllLines(out.resolve("pages.csv")).get(0)).contains(",origin,");
    }

    @Test
    void readsItsOptions() {
        EvaluationOptions options = parse("--quality", "hard", "--students", "35");

        assertThat(options.quality()).isEqualTo(ScanQuality.HARD);
        assertThat(options.rosters()).containsExactly(35);
        assertThat(options.pages()).isEqualTo(300);
        assertThatThrownBy(() -> parse("--pupils", "35"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--pupils");
        assertThatThrownBy(() -> parse("--pages")).hasMessageContaining("--pages");
    }

    private static EvaluationOptions parse(String... arguments) {
        return Options.read(List.of(arguments), EvaluationOptions::of);
    }
}
