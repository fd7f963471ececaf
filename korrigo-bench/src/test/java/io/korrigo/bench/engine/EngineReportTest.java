package io.korrigo.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.bench.options.Options;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EngineReportTest {
    @TempDir
    Path folder;

    @Test
    void measuresBothDatabases() throws Exception {
        EngineReportOptions options = new EngineReportOptions(folder, 20, 1, 2, 50, 1, true);

        try (BenchDatabase postgres = BenchDatabase.postgres();
                BenchDatabase h2 = BenchDatabase.h2File()) {
            EngineFigures onPostgres = EngineFigures.measure(postgres, options);
            EngineFigures onH2 = EngineFigures.measure(h2, options);

            assertThat(onPostgres.ratio()).isPositive();
            assertThat(onPostgres.korrigo().get(0).submit().nanos()).hasSize(20);
            assertThat(onPostgres.pickUps()).hasSize(4);
            assertThat(onPostgres.idle()).isNotNull();
            assertThat(onPostgres.cancelled()).isNotNull();
            assertThat(onH2.pickUps()).hasSize(3);
            assertThat(onPostgres.full().get("status").p99()).isPositive();
            // The fill's tasks, and those that the benchmark submitted.
            assertThat(postgres.number("SELECT COUNT(*) FROM many_task WHERE state = 'SUCCESS'"))
                    .isEqualTo(49);
        }
    }

    @Test
    void listsAPageOfEachSortInSmallAndLargeTables() throws Exception {
        List<String> lines =
                TaskLists.table(new TaskLists.Arguments(1_000, 2)).lines().toList();

        assertThat(lines).hasSizeGreaterThan(10);
        assertThat(lines.stream().skip(2)).allMatch(line -> line.matches("\\| [a-z', ]+( \\| [0-9.]+){5} \\|"));
    }

    @Test
    void tellsMedianAndNinetyNinthPercentile() {
        Latencies latencies = new Latencies(
                LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 100_000).toArray());

        assertThat(latencies.medianText()).isEqualTo("10.0");
        assertThat(latencies.p99Text()).isEqualTo("19.8");
    }

    @Test
    void comparesRoundsThatWereMeasuredOneAfterTheOther() {
        EngineFigures figures = new EngineFigures(
                "PostgreSQL",
                rounds(1000, 2000, 4000),
                rounds(500, 1600, 2400),
                Map.of(),
                null,
                Map.of(),
                Map.of(),
                0.8);

        String text = EngineTable.text(List.of(figures), parse("--rounds", "3"));

        assertThat(text)
                .contains("./korrigo bench engine-report --tasks 10000 --rounds 3 ")
                .contains("| PostgreSQL | 2,000 | 1,600 | 60 % |")
                .contains("An idle node makes 0.80 transactions a second");
    }

    private static List<Throughput> rounds(double... perSecond) {
        return Arrays.stream(perSecond)
                .mapToObj(tasks -> new Throughput(tasks, new Latencies(new long[] {1_000_000})))
                .toList();
    }

    @Test
    void refusesOptionsThatAreNotThere() {
        assertThatThrownBy(() -> parse("--speed", "1")).hasMessageContaining("--speed");
        assertThatThrownBy(() -> parse("--rounds")).hasMessageContaining("No value");
        assertThatThrownBy(() -> parse("--tasks", "many")).hasMessageContaining("--tasks is a whole number");
    }

    @Test
    void measuresIntoTheDocumentThatIsThere() {
        Path documents = Path.of(System.getProperty("user.dir")).resolveSibling("docs");

        assertThat(documents.resolve("engine.md")).content().contains("<!-- begin:engine -->", "<!-- end:engine -->");
    }

    private static EngineReportOptions parse(String... arguments) {
        return Options.read(List.of(arguments), EngineReportOptions::of);
    }
}
