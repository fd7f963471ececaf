package io.korrigo.blob.s3;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Blobs as objects of one bucket, below one prefix; an object's key is the prefix and the blob's key.
 *
 * <p>S3 shows an object whole or not at all, so a blob is published by one request, or, where it is long, by the last one of
 * a multipart upload. When a blob was last used is told by an empty object beside it ({@code .korrigo/used/KEY}), so that
 * nothing is copied to touch it.
 *
 * <p>To remove an unused blob while somebody touches it takes two steps, since S3 can't compare and delete:
 *
 * <ol>
 *   <li>Who wants to remove it leaves a note ({@code .korrigo/deleting/KEY/ID}), then looks when the blob was last used,
 *       then removes it, then the note.
 *   <li>Who touches or publishes it writes first, then looks for notes. Without one, the remover has yet to look, and will
 *       see that the blob is used; or is done, and the blob is seen to be gone. With one, it waits until the note is gone.
 * </ol>
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes and machines.<br>
 * <b>Time:</b> the server's, in whole seconds; a blob counts as used until the end of its second.
 */
public final class S3BlobStore implements BlobStore {
    private final Bucket bucket;
    private final DeletionNotes notes;
    private final AbandonedUploads abandoned;
    private final int part;

    /**
     * A store in a bucket that is there.
     *
     * @param client of the bucket's region or endpoint, closed by the caller
     * @param prefix empty, or keys' first part, such as "korrigo/"; ends with "/"
     * @param clock says when what others left behind is old, in days
     */
    public S3BlobStore(S3Client client, String bucket, String prefix, Clock clock) {
        this(client, bucket, prefix, clock, PartedUpload.PART);
    }

    /** @param part bytes of one part of a long blob; S3 takes no less than 5 MiB */
    S3BlobStore(S3Client client, String bucket, String prefix, Clock clock, int part) {
        if (!prefix.isEmpty()) {
            if (!prefix.endsWith("/")) {
                throw new IllegalArgumentException("A prefix ends with '/'");
            }
            BlobStore.checkKey(prefix.substring(0, prefix.length() - 1));
        }
        this.bucket = new Bucket(client, bucket, prefix);
        this.notes = new DeletionNotes(this.bucket, clock);
        this.abandoned = new AbandonedUploads(this.bucket, clock);
        this.part = part;
    }

    @Override
    public InputStream open(String key) throws IOException {
        checked(key);
        try {
            return bucket.open(key);
        } catch (NoSuchKeyException none) {
            NoSuchFileException missing = new NoSuchFileException(key);
            missing.initCause(none);
            throw missing;
        } catch (SdkException failure) {
            throw Bucket.failed("read " + key, failure);
        }
    }

    @Override
    public boolean exists(String key) throws IOException {
        return bucket.modified(checked(key)).isPresent();
    }

    @Override
    public long publish(String key, Content content) throws IOException {
        checked(key);
        long length;
        try (PartedUpload upload = new PartedUpload(bucket, key, part)) {
            content.writeTo(upload.stream());
            length = upload.finish();
        }
        if (notes.awaitNone(key) && !exists(key)) {
            throw new IOException("Blob " + key + " was removed as unused while it was published; publish it again");
        }
        return length;
    }

    @Override
    public void delete(String key) throws IOException {
        bucket.delete(checked(key));
        bucket.delete(Reserved.used(key));
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        bucket.list(prefix, object -> {
            if (!Reserved.is(object.key())) {
                keys.add(object.key());
            }
        });
        Collections.sort(keys);
        return keys;
    }

    @Override
    public boolean touch(String key) throws IOException {
        bucket.putEmpty(Reserved.used(checked(key)));
        notes.awaitNone(key);
        boolean there = exists(key);
        if (!there) {
            bucket.delete(Reserved.used(key));
        }
        return there;
    }

    @Override
    public void visit(String prefix, Visitor visitor) throws IOException {
        new UsedBlobs(bucket).visit(prefix, visitor);
    }

    @Override
    public boolean deleteUnused(String key, Instant time) throws IOException {
        checked(key);
        if (!isUnused(key, time)) {
            return false;
        }
        String note = notes.add(key);
        try {
            if (!isUnused(key, time)) {
                return false;
            }
            delete(key);
            return true;
        } finally {
            bucket.delete(note);
        }
    }

    private boolean isUnused(String key, Instant time) throws IOException {
        Instant modified = bucket.modified(key).orElse(Instant.MAX);
        Instant used = bucket.modified(Reserved.used(key)).orElse(Instant.MIN);
        return isBefore(modified, time) && isBefore(used, time);
    }

    /** Of the second that the server tells, the last moment counts. */
    private static boolean isBefore(Instant second, Instant time) {
        return second.equals(Instant.MIN)
                || !second.equals(Instant.MAX) && !second.plusSeconds(1).isAfter(time);
    }

    @Override
    public Discarded discardAbandoned() throws IOException {
        notes.discardAbandoned();
        return abandoned.discard();
    }

    private static String checked(String key) {
        if (Reserved.is(BlobStore.checkKey(key))) {
            throw new IllegalArgumentException("Keys don't start with " + Reserved.FOLDER);
        }
        return key;
    }
}
