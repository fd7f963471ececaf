package io.korrigo.testkit.exam;

import io.korrigo.exam.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Blobs as byte arrays.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class InMemoryBlobStore implements BlobStore {
    private record Blob(byte[] bytes, Instant used) {}

    private final ConcurrentSkipListMap<String, Blob> blobs = new ConcurrentSkipListMap<>();
    private final Clock clock;

    /** An empty store that goes by the system's clock. */
    public InMemoryBlobStore() {
        this(Clock.systemUTC());
    }

    /** An empty store. */
    public InMemoryBlobStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public InputStream open(String key) throws IOException {
        Blob blob = blobs.get(checked(key));
        if (blob == null) {
            throw new NoSuchFileException(key);
        }
        return new ByteArrayInputStream(blob.bytes());
    }

    @Override
    public boolean exists(String key) {
        return blobs.containsKey(checked(key));
    }

    @Override
    public long publish(String key, Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        checked(key);
        content.writeTo(out);
        blobs.put(key, new Blob(out.toByteArray(), clock.instant()));
        return out.size();
    }

    @Override
    public void delete(String key) {
        blobs.remove(checked(key));
    }

    @Override
    public List<String> list(String prefix) {
        return blobs.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public boolean touch(String key) {
        return blobs.computeIfPresent(checked(key), (same, blob) -> new Blob(blob.bytes(), clock.instant())) != null;
    }

    @Override
    public void visit(String prefix, Visitor visitor) throws IOException {
        for (String key : list(prefix)) {
            Blob blob = blobs.get(key);
            if (blob != null) {
                visitor.blob(new Entry(key, blob.bytes().length, blob.used()));
            }
        }
    }

    @Override
    public boolean deleteUnused(String key, Instant time) {
        Blob blob = blobs.get(checked(key));
        return blob != null && blob.used().isBefore(time) && blobs.remove(key, blob);
    }

    private static String checked(String key) {
        return BlobStore.checkKey(key);
    }
}
