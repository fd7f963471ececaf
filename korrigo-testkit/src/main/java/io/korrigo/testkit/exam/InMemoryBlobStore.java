package io.korrigo.testkit.exam;

import io.korrigo.exam.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Blobs as byte arrays.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class InMemoryBlobStore implements BlobStore {
    private final ConcurrentSkipListMap<String, byte[]> blobs = new ConcurrentSkipListMap<>();

    @Override
    public InputStream open(String key) throws IOException {
        byte[] bytes = blobs.get(checked(key));
        if (bytes == null) {
            throw new NoSuchFileException(key);
        }
        return new ByteArrayInputStream(bytes);
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
        blobs.put(key, out.toByteArray());
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

    private static String checked(String key) {
        return BlobStore.checkKey(key);
    }
}
