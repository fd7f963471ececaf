package io.korrigo.exam;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files by key: page images, PDFs, uploads, archives.
 *
 * <p>A key is one or more names of {@code [A-Za-z0-9._-]}, none of them "." or "..", joined by "/"; at most 512
 * characters.
 *
 * <p>An export that forced two files a copy to the disk waited for it half of its time. So only what can't be made
 * again is waited for: a task that ended as SUCCESS has its PDFs and its archive on the disk, the facts beside a PDF
 * are {@linkplain #publishUnforced not forced} and checked when read.
 *
 * <p><b>Threads:</b> safe for concurrent use; two publications of one key end with one of them whole.<br>
 * <b>Errors:</b> {@link IllegalArgumentException} for a key that isn't one; {@link IOException} when storage fails.<br>
 * <b>Implementing:</b> pass {@code BlobStoreContract} of korrigo-testkit.
 */
public interface BlobStore {
    /** Writes a blob's content. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * What a store knows of a blob without opening it.
     *
     * @param bytes its length
     * @param used when it was published or last touched, by the store's clock
     */
    record Entry(String key, long bytes, Instant used) {}

    /** What was removed of publications that never ended. */
    record Discarded(int files, long bytes) {}

    /** Is told of blobs. */
    @FunctionalInterface
    interface Visitor {
        void blob(Entry entry) throws IOException;
    }

    /**
     * The blob's bytes; close it.
     *
     * @throws java.nio.file.NoSuchFileException when there is none, with the key as its file
     */
    InputStream open(String key) throws IOException;

    /** What is known of the blob, or empty when there is none. */
    default Optional<Entry> find(String key) throws IOException {
        List<Entry> found = new ArrayList<>();
        visit(key, entry -> {
            if (entry.key().equals(key)) {
                found.add(entry);
            }
        });
        return found.stream().findFirst();
    }

    /** Whether the blob is there, whole. */
    boolean exists(String key) throws IOException;

    /**
     * Makes a blob, or replaces it: readers see the old bytes or the new ones, never a part. When {@code content} throws,
     * nothing has changed. When this returns, the blob outlasts a power failure.
     *
     * @return length in bytes
     */
    long publish(String key, Content content) throws IOException;

    /**
     * {@link #publish} for a blob that can be made again, and that its readers check: a power failure may lose it or leave
     * other bytes. Cheaper where it is expensive to wait for a disk.
     *
     * @return length in bytes
     */
    default long publishUnforced(String key, Content content) throws IOException {
        return publish(key, content);
    }

    /** Removes the blob; nothing happens when there is none. */
    void delete(String key) throws IOException;

    /** Keys that start with {@code prefix}, sorted. */
    List<String> list(String prefix) throws IOException;

    /**
     * Says that the blob is still wanted: its {@link Entry#used} becomes now.
     *
     * @return false when there is none
     */
    boolean touch(String key) throws IOException;

    /** Tells of every blob whose key starts with {@code prefix}, in no particular order, without holding them all. */
    void visit(String prefix, Visitor visitor) throws IOException;

    /**
     * Removes the blob if it was last used before {@code time}. When it is touched at the same moment, either it stays, or
     * the touch finds none.
     *
     * @return whether it was removed
     */
    boolean deleteUnused(String key, Instant time) throws IOException;

    /** Removes what publications left behind whose process ended in the middle; never those under way. */
    default Discarded discardAbandoned() throws IOException {
        return new Discarded(0, 0);
    }

    /**
     * Returns {@code key}, for implementations to check what they are given.
     *
     * @throws IllegalArgumentException when it isn't a key
     */
    static String checkKey(String key) {
        String name = "(?!\\.\\.?(/|$))[A-Za-z0-9._-]+";
        if (key.length() > 512 || !key.matches(name + "(/" + name + ")*")) {
            throw new IllegalArgumentException("Not a blob key: names of [A-Za-z0-9._-] joined by '/', at most 512");
        }
        return key;
    }
}
