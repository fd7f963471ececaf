package io.korrigo.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.BlobStore;
import io.korrigo.testkit.exam.BlobStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest extends BlobStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected BlobStore emptyStore() throws IOException {
        return new FolderBlobStore(folder);
    }

    @Test
    void keepsALongBlobThatIsForcedWhileItIsWritten() throws IOException {
        BlobStore store = emptyStore();
        byte[] piece = new byte[1 << 20];
        new Random(5).nextBytes(piece);
        CRC32 written = new CRC32();
        int pieces = 80;

        long length = store.publish("exams/e/export.zip", out -> {
            for (int i = 0; i < pieces; i++) {
                piece[0] = (byte) i;
                written.update(piece);
                out.write(piece);
            }
        });

        assertThat(length).isEqualTo((long) pieces * piece.length);
        CheckedInputStream read = new CheckedInputStream(store.open("exams/e/export.zip"), new CRC32());
        try (read) {
            assertThat(read.transferTo(OutputStream.nullOutputStream())).isEqualTo(length);
        }
        assertThat(read.getChecksum().getValue()).isEqualTo(written.getValue());
        assertThat(filesBelow(folder.resolve(".new"))).isEmpty();
    }

    @Test
    void discardsWhatAProcessThatWasKilledHadBegun() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HalfWritten.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BlobStore store = emptyStore();
        try {
            assertThat(writer.inputReader().readLine()).isEqualTo("half");
            List<Path> half = filesBelow(folder.resolve(".new"));
            assertThat(half).singleElement().satisfies(file -> assertThat(file).hasSize(100_000));

            assertThat(store.discardAbandoned()).isEqualTo(new BlobStore.Discarded(0, 0));
            assertThat(half.get(0)).exists();
        } finally {
            writer.destroyForcibly().waitFor();
        }

        assertThat(store.discardAbandoned()).isEqualTo(new BlobStore.Discarded(1, 100_000));
        assertThat(filesBelow(folder.resolve(".new"))).isEmpty();
        assertThat(store.list("")).isEmpty();
        assertThat(store.discardAbandoned()).isEqualTo(new BlobStore.Discarded(0, 0));
    }

    /** Begins a blob and waits for its end. */
    static final class HalfWritten {
        private HalfWritten() {}

        public static void main(String[] args) throws IOException {
            new FolderBlobStore(Path.of(args[0])).publish("a", out -> {
                out.write(new byte[100_000]);
                out.flush();
                System.out.println("half");
                System.in.read();
            });
        }
    }

    @Test
    @Timeout(60)
    void showsOneOfTwoProcessesPublicationsWhole() throws Exception {
        List<Process> writers = List.of(publisher('x'), publisher('y'));
        BlobStore store = emptyStore();
        Set<Byte> seen = new HashSet<>();
        int reads = 0;
        try {
            while (reads <= 50 || seen.size() < 2) {
                assertThat(writers).allMatch(Process::isAlive);
                if (store.exists("exams/e/final.pdf")) {
                    byte[] read;
                    try (InputStream in = store.open("exams/e/final.pdf")) {
                        read = in.readAllBytes();
                    }
                    byte first = read[0];
                    byte[] whole = new byte[Publisher.LENGTH];
                    Arrays.fill(whole, first);
                    assertThat(Arrays.equals(read, whole)).isTrue();
                    seen.add(first);
                    reads++;
                }
            }
            for (Process writer : writers) {
                writer.getOutputStream().write('\n');
                writer.getOutputStream().close();
                assertThat(writer.waitFor()).isZero();
            }
        } finally {
            writers.forEach(Process::destroyForcibly);
        }

        assertThat(seen).contains((byte) 'x', (byte) 'y');
        assertThat(store.list("")).containsExactly("exams/e/final.pdf");
        store.discardAbandoned();
        assertThat(filesBelow(folder.resolve(".new"))).isEmpty();
    }

    private Process publisher(char content) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Publisher.class.getName(),
                        folder.toString(),
                        String.valueOf(content))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Publishes one blob again and again until it is told to stop. */
    static final class Publisher {
        static final int LENGTH = 300_000;

        private Publisher() {}

        public static void main(String[] args) throws IOException {
            FolderBlobStore store = new FolderBlobStore(Path.of(args[0]));
            byte[] piece = new byte[LENGTH / 10];
            Arrays.fill(piece, (byte) args[1].charAt(0));
            while (System.in.available() == 0) {
                store.publishUnforced("exams/e/final.pdf", out -> {
                    for (int written = 0; written < LENGTH; written += piece.length) {
                        out.write(piece);
                        out.flush();
                    }
                });
            }
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }
}
