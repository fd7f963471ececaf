package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PageCellsTest {
    private static final int SIDE = 32;
    private static final int DIGITS_OF_A_DATE = 8;
    private static final int FIRST_DIGIT = 26;

    @Test
    void writesALabelForEveryPatchOfAPage(@TempDir Path out) throws Exception {
        Path data = Stream.of(Path.of("../shared/handwriting"), Path.of("../../shared/handwriting"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
        assumeThat(data).as("the handwriting data set").isNotNull();

        PageCells.evaluation()
                .measure(List.of(data.toString(), "test", "1", "3", String.valueOf(SIDE), out.toString()));

        byte[] labels = idx(out.resolve("labels-idx1-ubyte.gz"), 1);
        assertThat(labels.length).isGreaterThan(DIGITS_OF_A_DATE);
        assertThat(IntStream.range(0, labels.length).map(i -> labels[i]))
                .anyMatch(label -> label >= FIRST_DIGIT)
                .anyMatch(label -> label < FIRST_DIGIT);
        assertThat(idx(out.resolve("patches-idx3-ubyte.gz"), 3)).hasSize(labels.length * SIDE * SIDE);
        assertThat(idx(out.resolve("qualities-idx1-ubyte.gz"), 1))
                .hasSameSizeAs(labels)
                .containsOnly(0);
    }

    private static byte[] idx(Path file, int dimensions) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            assertThat(in.readInt()).isEqualTo(0x800 | dimensions);
            in.skipNBytes(4L * dimensions);
            return in.readAllBytes();
        }
    }
}
