package io.korrigo.server.data;

import io.korrigo.exam.BlobStore;
import io.korrigo.testkit.exam.BlobStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest extends BlobStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected BlobStore emptyStore() throws IOException {
        return new FolderBlobStore(folder);
    }
}
