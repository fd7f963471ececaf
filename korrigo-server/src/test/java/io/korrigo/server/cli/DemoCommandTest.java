package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DemoCommandTest {
    private final Console console = new Console();

    @TempDir
    private Path folder;

    @Test
    void doesTheMainJobThroughRestWithoutAWrongIdentification() throws IOException {
        Path out = folder.resolve("demo-out");

        int status = console.run("demo", "--exit", "--class", Console.sampleClass(), "--out", out);

        assertThat(console.err()).isEmpty();
        assertThat(status).isZero();
        assertThat(console.out())
                .contains(
                        "23 sheets = 46 views = 92 pages → 23 copies",
                        "+ 0 in quarantine",
                        "23 different sheets found, 24 announced",
                        "A turned sheet, put upright")
                .containsPattern("copies +23\\R")
                .containsPattern("wrong against the known truth +0\\R")
                .containsPattern("PDFs exported +23\\R")
                .contains("Export: 23 of 23", "ended as SUCCESS with 23 task_ids")
                .contains("; 3 wait there for you");
        assertThat(out.resolve("results.csv")).content().hasLineCount(24);
        try (ZipFile zip = new ZipFile(out.resolve("export.zip").toFile())) {
            assertThat(zip.size()).isEqualTo(24);
        }
        try (var pdfs = Files.list(out.resolve("copies"))) {
            assertThat(pdfs.toList()).hasSize(23).allSatisfy(pdf -> {
                try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
                    assertThat(document.getNumberOfPages()).isGreaterThanOrEqualTo(5);
                }
            });
        }
    }

    @Test
    void replacesItsOwnResultsButNobodyElses() throws IOException {
        Path out = Files.createDirectory(folder.resolve("thesis"));
        Files.writeString(out.resolve("chapter1.txt"), "years of work");

        assertThat(console.run("demo", "--exit", "--class", Console.sampleClass(), "--out", out))
                .isEqualTo(1);

        assertThat(console.err()).contains("no demo made").hasLineCount(1);
        assertThat(out.resolve("chapter1.txt")).hasContent("years of work");
    }
}
