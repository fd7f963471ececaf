package io.korrigo.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRightsTest {
    @Test
    void areKnownWhereTheStoreOfAFileIsNot(@TempDir Path folder) {
        boolean known = FileRights.areKept(folder, path -> {
            throw new IOException("Mount point not found");
        });

        assertThat(known)
                .isEqualTo(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }
}
