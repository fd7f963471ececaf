package io.korrigo.bench.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.bench.options.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class FlattenReportTest {
    private static final FlattenFigures FIGURES = new FlattenFigures(
            ScannedPages.Kind.JPEG_200,
            List.of(0.004, 0.005, 0.003),
            List.of(0.002, 0.0015, 0.003),
            List.of(0.001, 0.002, 0.001),
            1_900_000,
            1_930_000,
            Map.of(MuPdfRun.Fonts.SUBSET, new MuPdfRun(List.of(0.2, 0.3, 0.1), 2_000_000, "1.2")));

    @TempDir
    Path folder;

    @Test
    void measuresACopyBesideItsBytesWithoutMuPdf() throws IOException {
        FlattenReportOptions options = new FlattenReportOptions(folder, 1, 0.05, 0.05, 1, null);

        FlattenFigures figures = FlattenFigures.measure(ScannedPages.Kind.JPEG_200, options);

        assertThat(figures.flatten())
                .singleElement()
                .satisfies(seconds -> assertThat(seconds).isPositive());
        assertThat(figures.copyBytes()).hasSize(1);
        assertThat(figures.muPdf()).isEmpty();
        assertThat(figures.output() - figures.input()).isBetween(5_000L, 60L * 1024);
    }

    @Test
    void writesMediansSpreadAndRatios() {
        String text = FlattenTable.text(List.of(FIGURES), parse("--python", "none"));

        assertThat(text)
                .contains("./korrigo bench flatten-report --rounds 7")
                .contains("| JPEG, 200 dpi | 1.00 (1.00 to 2.00) | 4.00 (3.00 to 5.00) | 4.0 | 2.00 (1.50 to 3.00) |")
                .contains("not installed")
                .contains("200 (100 to 300) | 50 |")
                .contains("| 1855 | 29 |");
        assertThat(FlattenTable.chart(List.of(FIGURES)))
                .contains("MuPDF, fonts subset")
                .endsWith("</svg>\n");
    }

    @Test
    void refusesOptionsThatAreNotThere() {
        assertThatThrownBy(() -> parse("--speed", "1")).hasMessageContaining("--speed");
        assertThatThrownBy(() -> parse("--rounds")).hasMessageContaining("No value");
    }

    @Test
    void measuresIntoTheDocumentThatIsThere() {
        Path documents = Path.of(System.getProperty("user.dir")).resolveSibling("docs");

        assertThat(documents.resolve("performance.md"))
                .content()
                .contains("<!-- begin:flatten -->", "<!-- end:flatten -->");
        assertThat(Files.isDirectory(documents)).isTrue();
    }

    private static FlattenReportOptions parse(String... arguments) {
        return Options.read(List.of(arguments), FlattenReportOptions::of);
    }
}
