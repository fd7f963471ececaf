package io.korrigo.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.HeaderField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class SampleClassTest {
    private static final Path COMMITTED = Path.of("..", "sample-class");
    private static final long MOST_BYTES = 12L << 20;

    private final SampleClass sample = new SampleClass();

    /** An ordinary copy, one on the other form, the one upside down, the bad scan; all take half a minute. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 20})
    void isCommittedAsItIsDrawn(int number, @TempDir Path drawn) throws IOException {
        sample.write(sample.copies().get(number - 1), drawn);

        try (Stream<Path> files = Files.list(drawn)) {
            assertThat(files.toList())
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(file)
                            .hasSameBinaryContentAs(COMMITTED.resolve("copies").resolve(file.getFileName())));
        }
    }

    @Test
    void isCommittedWithItsRosterExamAndTruth() throws IOException {
        assertThat(read("roster.csv")).isEqualTo(sample.rosterCsv());
        assertThat(read("truth.csv")).isEqualTo(sample.truthCsv());
        assertThat(read("exam.json")).isEqualTo(JsonText.of(SampleExam.json()));
    }

    @Test
    void hasTwentyFourCopiesOfFourPagesInTwelveMegabytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(COMMITTED.resolve("copies"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(24 * 5);
            for (Path file : all) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    @Test
    void hasAStrangerABlankHeaderAnUpsideDownPageAndABadScan() {
        assertThat(sample.copies()).extracting(SampleCopy::kind).contains(PageKind.STRANGER, PageKind.BLANK);
        assertThat(sample.copies())
                .filteredOn(copy -> copy.kind() == PageKind.UPSIDE_DOWN)
                .hasSize(1);
        assertThat(sample.copies()).filteredOn(SampleCopy::hardScan).hasSize(1);
        assertThat(sample.copies())
                .filteredOn(copy -> copy.kind() == PageKind.OK && !copy.hardScan())
                .hasSize(20)
                .allSatisfy(copy ->
                        assertThat(copy.text().boxes(HeaderField.BIRTH_DATE)).hasSize(8));
    }

    private static String read(String file) throws IOException {
        return Files.readString(COMMITTED.resolve(file), StandardCharsets.UTF_8);
    }
}
