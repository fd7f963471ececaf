package io.korrigo.executor.local;

import io.korrigo.exam.BlobStore;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Blobs in memory that remember which were published, and call back before a blob is. */
final class CountedBlobStore implements BlobStore {
    /** Called with the key before a blob is published. */
    interface Hook {
        void beforePublish(String key) throws IOException;
    }

    final List<String> published = new CopyOnWriteArrayList<>();
    volatile Hook hook = key -> {};
    private final InMemoryBlobStore blobs;

    CountedBlobStore() {
        this(Clock.systemUTC());
    }

    CountedBlobStore(Clock clock) {
        blobs = new InMemoryBlobStore(clock);
    }

    List<String> publishedSince(int count, String extension) {
        return published.subList(count, published.size()).stream()
                .filter(key -> key.endsWith(extension))
                .toList();
    }

    byte[] bytes(String key) throws IOException {
        try (InputStream in = open(key)) {
            return in.readAllBytes();
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        return blobs.open(key);
    }

    @Override
    public boolean exists(String key) {
        return blobs.exists(key);
    }

    @Override
    public long publish(String key, Content content) throws IOException {
        hook.beforePublish(key);
        long length = blobs.publish(key, content);
        published.add(key);
        return length;
    }

    @Override
    public void delete(String key) {
        blobs.delete(key);
    }

    @Override
    public List<String> list(String prefix) {
        return blobs.list(prefix);
    }

    @Override
    public boolean touch(String key) {
        return blobs.touch(key);
    }

    @Override
    public void visit(String prefix, Visitor visitor) throws IOException {
        blobs.visit(prefix, visitor);
    }

    @Override
    public boolean deleteUnused(String key, Instant time) {
        return blobs.deleteUnused(key, time);
    }
}
