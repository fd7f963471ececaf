package io.korrigo.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.BlobStore;
import io.korrigo.testkit.exam.BlobStoreContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Test;
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
        assertThat(folder.resolve(".new")).isEmptyDirectory();
    }
}
