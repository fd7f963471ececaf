package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AnnotationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real and hostile PDFs of other projects' test suites, where they lie beside this project. */
class SamplePdfsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TestFactory
    Stream<DynamicTest> keepEveryPageOrAreRefusedByName() throws IOException {
        Path folder = Stream.of("../shared/samples/pdf", "../../shared/samples/pdf")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("none"));
        assumeTrue(Files.isDirectory(folder), "no sample PDFs here");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> pdfs = files.filter(file -> file.toString().endsWith(".pdf"))
                    .sorted()
                    .toList();
            return pdfs.stream()
                    .map(pdf -> DynamicTest.dynamicTest(pdf.getFileName().toString(), () -> check(pdf)));
        }
    }

    private static void check(Path pdf) {
        Assertions.assertTimeoutPreemptively(LIMIT, () -> {
            int pages = pageCount(pdf);
            List<PageSource> sources = new ArrayList<>();
            for (int i = 0; i < Math.max(1, pages); i++) {
                sources.add(PageSource.ofPdf(pdf, i));
            }
            try {
                byte[] flattened =
                        Copies.flatten(Copies.of(sources, Copies.annotation(AnnotationType.ERROR, "À revoir", "-0.5")));
                try (PDDocument document = Copies.read(flattened)) {
                    assertThat(document.getNumberOfPages()).isEqualTo(pages + 1);
                    assertThat(Copies.text(flattened)).contains("À revoir");
                }
            } catch (InvalidInputException refused) {
                assertThat(refused).hasMessageContaining(pdf.getFileName().toString());
                assertThat(refused.getMessage()).matches("Copy c1, page \\d+ of \\d+ \\(.*\\): .*");
            }
        });
    }

    private static int pageCount(Path pdf) {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return document.getNumberOfPages();
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
