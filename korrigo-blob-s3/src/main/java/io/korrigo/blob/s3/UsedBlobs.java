package io.korrigo.blob.s3;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Blobs with the time of their last use: two lists in the order of their keys, read side by side. If a server gives
 * another order, a blob may seem older than it is, which {@link S3BlobStore#deleteUnused} looks up again.
 */
final class UsedBlobs {
    private final Bucket bucket;

    UsedBlobs(Bucket bucket) {
        this.bucket = bucket;
    }

    void visit(String prefix, BlobStore.Visitor visitor) throws IOException {
        try {
            Iterator<Bucket.Listed> blobs = bucket.listed(prefix);
            Iterator<Bucket.Listed> uses = bucket.listed(Reserved.used(prefix));
            Bucket.Listed use = next(uses);
            while (blobs.hasNext()) {
                Bucket.Listed blob = blobs.next();
                if (Reserved.is(blob.key())) {
                    continue;
                }
                while (use != null && keyOf(use).compareTo(blob.key()) < 0) {
                    use = next(uses);
                }
                Instant used = blob.modified();
                if (use != null
                        && keyOf(use).equals(blob.key())
                        && use.modified().isAfter(used)) {
                    used = use.modified();
                }
                visitor.blob(new BlobStore.Entry(blob.key(), blob.bytes(), used));
            }
        } catch (SdkException failure) {
            throw Bucket.failed("list " + prefix, failure);
        }
    }

    private static String keyOf(Bucket.Listed use) {
        return use.key().substring(Reserved.USED.length());
    }

    private static Bucket.@Nullable Listed next(Iterator<Bucket.Listed> objects) {
        return objects.hasNext() ? objects.next() : null;
    }
}
