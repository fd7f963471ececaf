package io.korrigo.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.bench.options.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class IdentificationReportTest {
    private static final String SIMULATED = "accuracy 0.97 roster 35: 0.20 ms of CPU a reading\n"
            + "stated         copies   mean stated   right\n"
            + "0.900-0.950        40      0.9260      0.9250\n"
            + "0.999-1.000      9000      0.9999      0.9998\n";
    private static final FileTime LONG_AGO = FileTime.from(Instant.ofEpochSecond(1_000_000_000));

    @TempDir
    private Path folder;

    private Path document;
    private Path out;

    @BeforeEach
    void writeWhatIsThere() throws IOException {
        out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("matcher-9.txt"), SIMULATED);
        document =
                Files.createDirectories(folder.resolve("docs/identification")).resolve("figures.md");
        Files.writeString(document, "Old figures.\n");
    }

    private ReportOptions options(String... more) {
        List<String> options = new ArrayList<>(List.of("--pages", "3", "--seeds", "4", "--rosters", "6,9"));
        options.addAll(List.of(
                "--simulated",
                "9",
                "--out",
                out.toString(),
                "--docs",
                folder.resolve("docs").toString()));
        options.addAll(List.of(more));
        return Options.read(options, ReportOptions::of);
    }

    @Test
    void writesTablesAndChartsIntoAFileOfTheirOwn() throws Exception {
        Files.writeString(
                out.resolve("throughput.csv"),
                "what,threads,pages_per_second,cpu_millis_per_page\nkorrigo,1,25.5,39.2\ndecode,1,80,12.5\n");

        IdentificationReport.write(options());

        String text = Files.readString(document);
        assertThat(text)
                .startsWith("# Identification: figures\n\n<!-- Written by")
                .doesNotContain("Old figures")
                .contains("    ./korrigo bench report --pages 3 --seeds 4 --rosters 6,9 --simulated 9\n")
                .contains("| easy | 6 | 3 |", "| worst | 9 | 3 |")
                .contains("| 99.9 to 100 % |", "| 9000 | 99.99 % | 99.98 % |")
                .contains("accuracy 0.97 roster 35")
                .contains("| korrigo | 1 | 25.5 | 39.2 |");
        for (String chart : List.of("coverage", "reliability", "throughput")) {
            Path svg = document.resolveSibling(chart + ".svg");
            assertThat(text).contains("](" + chart + ".svg)");
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(svg.toFile())
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        }
    }

    @Test
    void doesNotMeasureAgainWhatIsThere() throws Exception {
        IdentificationReport.write(options());
        Path pages = out.resolve("hard-42/pages.csv");
        Path throughput = out.resolve("throughput.csv");
        Files.setLastModifiedTime(pages, LONG_AGO);
        Files.setLastModifiedTime(throughput, LONG_AGO);

        IdentificationReport.write(options());

        assertThat(Files.getLastModifiedTime(pages)).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(throughput)).isEqualTo(LONG_AGO);

        IdentificationReport.write(options("--rosters", "6"));

        assertThat(Files.getLastModifiedTime(pages)).isNotEqualTo(LONG_AGO);
    }

    @Test
    void needsTheMarksInTheDocument() throws IOException {
        Path document = Files.writeString(folder.resolve("performance.md"), "No marks.");

        assertThatThrownBy(() -> MarkedSection.replace(document, "figures", "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<!-- begin:figures -->");
    }
}
