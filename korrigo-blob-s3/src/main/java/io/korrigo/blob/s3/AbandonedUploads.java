package io.korrigo.blob.s3;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;

/** Long blobs whose writers were killed: their parts are stored, and paid for, until somebody takes them back. */
final class AbandonedUploads {
    /** Nobody writes for so long: the parts of a slow connection's 80 GB come at 1 MB a second. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private final Bucket bucket;
    private final Clock clock;

    AbandonedUploads(Bucket bucket, Clock clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    BlobStore.Discarded discard() throws IOException {
        Instant oldest = clock.instant().minus(LONGEST);
        int files = 0;
        long bytes = 0;
        try {
            for (MultipartUpload upload : uploads()) {
                if (upload.initiated().isBefore(oldest)) {
                    bytes += abort(upload);
                    files++;
                }
            }
        } catch (SdkException failure) {
            throw Bucket.failed("take back abandoned parts", failure);
        }
        return new BlobStore.Discarded(files, bytes);
    }

    private List<MultipartUpload> uploads() {
        List<MultipartUpload> uploads = new ArrayList<>();
        bucket.client()
                .listMultipartUploadsPaginator(
                        request -> request.bucket(bucket.name()).prefix(bucket.full("")))
                .uploads()
                .forEach(uploads::add);
        return uploads;
    }

    private long abort(MultipartUpload upload) {
        try {
            long bytes = bucket
                    .client()
                    .listPartsPaginator(request ->
                            request.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId()))
                    .parts()
                    .stream()
                    .mapToLong(Part::size)
                    .sum();
            bucket.client()
                    .abortMultipartUpload(request ->
                            request.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId()));
            return bytes;
        } catch (NoSuchUploadException another) {
            return 0;
        }
    }
}
