package io.korrigo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

@Tag("slow")
class OpenCvLibraryTest {
    @Test
    void loadsFromManyThreadsAtOnce() throws Exception {
        Callable<Double> use = () -> {
            OpenCvLibrary.load();
            Mat mat = new Mat(2, 3, CvType.CV_8UC1, new Scalar(7));
            try {
                return Core.sumElems(mat).val[0];
            } finally {
                mat.release();
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            var sums = threads.invokeAll(Stream.generate(() -> use).limit(8).toList());

            for (var sum : sums) {
                assertThat(sum.get()).isEqualTo(42.0);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void loadsAgainWithoutHarm() {
        OpenCvLibrary.load();
        OpenCvLibrary.load();

        assertThat(Core.VERSION).startsWith("4.");
    }

    @Test
    void isUnpackedWhereNoFileIsGivenOrItCannotBeLoaded(@TempDir Path folder) {
        Path missing = folder.resolve("library.so");

        assertThat(OpenCvLibrary.isLoadedFrom(null)).isFalse();
        assertThat(OpenCvLibrary.isLoadedFrom(missing.toAbsolutePath().toString()))
                .isFalse();
    }

    @Test
    void leavesNoFileThatAKilledProcessCouldNotRemove() throws IOException {
        Path mapped = Path.of("/proc/self/maps");
        assumeTrue(Files.isReadable(mapped), "needs Linux");

        OpenCvLibrary.load();

        assertThat(Files.readAllLines(mapped, StandardCharsets.ISO_8859_1))
                .filteredOn(line -> line.contains(System.mapLibraryName(Core.NATIVE_LIBRARY_NAME)))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("(deleted)"));
    }
}
