package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real and hostile PDFs of other projects' test suites, where they lie beside this project: flattened in a Java with a
 * heap of 512 MB.
 */
@Tag("slow")
class SamplePdfsTest {
    private static final long LIMIT_MILLIS = 10_000;
    private static final Duration WHOLE_LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void keepEveryPageOrAreRefusedByNameWithinTenSecondsAndHalfAGigabyte() throws Exception {
        List<Path> samples = samples();
        Path errors = folder.resolve("errors.txt");
        Path flattened = Files.createDirectory(folder.resolve("flattened"));
        Process child = start(samples, flattened, errors);

        List<String> lines = new ArrayList<>();
        Assertions.assertTimeoutPreemptively(WHOLE_LIMIT, () -> {
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                out.lines().forEach(lines::add);
            }
        });

        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(errors))
                .as("errors after " + lines.get(lines.size() - 1))
                .isEmpty();
        assertThat(child.exitValue()).isZero();
        assertThat(lines).hasSize(2 * samples.size());
        for (int i = 0; i < samples.size(); i++) {
            String name = String.valueOf(samples.get(i).getFileName());
            assertThat(lines.get(2 * i)).isEqualTo("begin " + name);
            checkOutcome(samples.get(i), lines.get(2 * i + 1), flattened.resolve(name));
        }
        assertNoWarnings(flattened);
    }

    private void checkOutcome(Path sample, String outcome, Path flattened) throws IOException {
        String[] words = outcome.split(" ", 3);
        boolean refused = words[0].equals("refused");
        assertThat(Long.parseLong(words[refused ? 1 : 2])).as(outcome).isLessThan(LIMIT_MILLIS);
        if (refused) {
            assertThat(words[2])
                    .contains(String.valueOf(sample.getFileName()))
                    .matches("Copy c1, page \\d+ of \\d+ \\(.*\\): .*");
            assertThat(flattened).doesNotExist();
            return;
        }
        int pages;
        try (PDDocument source = Loader.loadPDF(sample.toFile())) {
            pages = source.getNumberOfPages();
        }
        assertThat(words[1]).as(outcome).isEqualTo("" + (pages + 1));
        try (PDDocument document = Loader.loadPDF(flattened.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(pages + 1);
            PDFTextStripper sheet = new PDFTextStripper();
            sheet.setStartPage(pages + 1);
            assertThat(sheet.getText(document)).contains("À revoir");
        }
    }

    private static void assertNoWarnings(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                assertThat(Qpdf.complaints(Files.readAllBytes(file)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    private static Process start(List<Path> samples, Path flattened, Path errors) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                // PDFBox warns of what it repairs
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                SampleFlattening.class.getName(),
                flattened.toString()));
        samples.forEach(sample -> command.add(sample.toString()));
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }

    private static List<Path> samples() throws IOException {
        Path folder = Stream.of("../shared/samples/pdf", "../../shared/samples/pdf")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("none"));
        assumeTrue(Files.isDirectory(folder), "no sample PDFs here");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pdf"))
                    .sorted()
                    .toList();
        }
    }
}
