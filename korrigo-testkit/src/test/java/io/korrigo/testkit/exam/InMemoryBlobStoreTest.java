package io.korrigo.testkit.exam;

import io.korrigo.exam.BlobStore;

class InMemoryBlobStoreTest extends BlobStoreContract {
    @Override
    protected BlobStore emptyStore() {
        return new InMemoryBlobStore();
    }
}
