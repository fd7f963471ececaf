package io.korrigo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

@Tag("slow")
class OpenCvLibraryTest {
    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

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
    void loadsTheLibraryThatIsInstalledAndUnpacksNone(@TempDir Path folder) throws Exception {
        assumeTrue(LINUX);
        Path library = unpacked(folder);

        assertThat(load("-Dkorrigo.opencv=" + library, "-Djava.io.tmpdir=" + folder.resolve("missing")))
                .containsExactly("loaded", "loaded");
    }

    @Test
    void saysThatTheFolderForTemporaryFilesIsMissing(@TempDir Path folder) throws Exception {
        assumeTrue(LINUX);

        assertUnavailable(
                load("-Djava.io.tmpdir=" + folder.resolve("missing")), folder + "/missing", "-Djava.io.tmpdir=DIR");
    }

    @Test
    void saysThatTheSystemsCLibraryIsTooOld(@TempDir Path folder) throws Exception {
        assumeTrue(LINUX);
        Path library = unpacked(folder);
        String bytes = Files.readString(library, StandardCharsets.ISO_8859_1);
        assumeTrue(bytes.contains("GLIBC_2.29"));
        // a version that no system has
        Files.writeString(library, bytes.replace("GLIBC_2.29", "GLIBC_9.99"), StandardCharsets.ISO_8859_1);

        assertUnavailable(load("-Dkorrigo.opencv=" + library), "GLIBC_9.99", "glibc 2.29 or newer");
    }

    @Test
    void saysThatAFileIsNoLibrary(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("library.so"), "no library");

        assertUnavailable(load("-Dkorrigo.opencv=" + text), text.toString(), "-Dkorrigo.opencv=PATH");
    }

    @Test
    void saysThatTheFolderForTemporaryFilesIsMountedWithoutExecution(@TempDir Path folder) throws Exception {
        Path mount = Files.createDirectory(folder.resolve("noexec"));
        assumeTrue(LINUX && run("mount", "-t", "tmpfs", "-o", "noexec,size=100m", "tmpfs", mount.toString()));
        try {
            assertUnavailable(load("-Djava.io.tmpdir=" + mount), "failed to map segment", "noexec");
            assertThat(mount).isEmptyDirectory();
        } finally {
            run("umount", mount.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by x.so)|musl",
                "Error relocating /tmp/x.so: __memcpy_chk: symbol not found|musl",
                "/tmp/x.so: failed to map segment from shared object: Operation not permitted|noexec",
                "/tmp/x.so: libstdc++.so.6: cannot open shared object file: No such file or directory|libstdc++6",
                "/lib64/libm.so.6: version `GLIBC_2.29' not found (required by /tmp/x.so)|glibc 2.29",
                "the jar has none for linux/riscv64|-Dkorrigo.opencv=PATH"
            })
    void namesTheRemedyForWhatLinkersSay(String said, String remedy) {
        assertThat(OpenCvUnavailableException.of(new UnsatisfiedLinkError(said)))
                .hasMessageContaining(said)
                .hasMessageContaining(remedy);
    }

    /** Twice, as every call says the same. */
    private static void assertUnavailable(List<String> lines, String cause, String remedy) {
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("OpenCV's library can't be loaded: ")
                        .contains(cause, remedy));
    }

    private static Path unpacked(Path folder) throws IOException {
        String name = System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
        String platform = System.getProperty("os.arch").equals("aarch64") ? "ARMv8" : "x86_64";
        Path library = folder.resolve(name);
        try (InputStream packed = Core.class.getResourceAsStream("/nu/pattern/opencv/linux/" + platform + "/" + name)) {
            Files.copy(packed, library);
        }
        return library;
    }

    private static List<String> load(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OpenCvLoading.class.getName()));
        Process java = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(java.waitFor()).isZero();
        return lines;
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
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
