package io.korrigo.blob.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object that is being written: by one request when it fits into a part, else part by part, of which nobody sees anything
 * before {@link #finish}. Closed without that, nothing is left. Takes the memory of one part.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class PartedUpload implements AutoCloseable {
    /** S3 takes 10,000 parts, so 80 GB. */
    static final int PART = 8 << 20;

    private static final int FIRST = 64 << 10;

    private final Bucket bucket;
    private final String key;
    private final int part;
    private final List<CompletedPart> sent = new ArrayList<>();
    private byte[] buffer = new byte[FIRST];
    private int filled;
    private long length;
    private @Nullable String upload;

    PartedUpload(Bucket bucket, String key, int part) {
        this.bucket = bucket;
        this.key = key;
        this.part = part;
    }

    /** Takes the content; to close it does nothing, since content that failed may close it, too. */
    OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                add(bytes, from, count);
            }
        };
    }

    private void add(byte[] bytes, int from, int count) throws IOException {
        int next = from;
        int rest = count;
        while (rest > 0) {
            if (filled == part) {
                send();
            }
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(part, 2 * buffer.length));
            }
            int copied = Math.min(rest, buffer.length - filled);
            System.arraycopy(bytes, next, buffer, filled, copied);
            filled += copied;
            next += copied;
            rest -= copied;
        }
        length += count;
    }

    private void send() throws IOException {
        try {
            if (upload == null) {
                upload = bucket.client()
                        .createMultipartUpload(
                                request -> request.bucket(bucket.name()).key(bucket.full(key)))
                        .uploadId();
            }
            int number = sent.size() + 1;
            String tag = bucket.client()
                    .uploadPart(
                            request -> request.bucket(bucket.name())
                                    .key(bucket.full(key))
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .contentLength((long) filled),
                            RequestBody.fromInputStream(new java.io.ByteArrayInputStream(buffer, 0, filled), filled))
                    .eTag();
            sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            filled = 0;
        } catch (SdkException failure) {
            throw Bucket.failed("write a part of " + key, failure);
        }
    }

    /**
     * Makes the object.
     *
     * @return length in bytes
     */
    long finish() throws IOException {
        if (upload == null) {
            bucket.put(key, buffer, filled);
            return length;
        }
        send();
        try {
            bucket.client()
                    .completeMultipartUpload(request -> request.bucket(bucket.name())
                            .key(bucket.full(key))
                            .uploadId(upload)
                            .multipartUpload(parts -> parts.parts(sent)));
            upload = null;
            return length;
        } catch (SdkException failure) {
            throw Bucket.failed("publish " + key, failure);
        }
    }

    /** Takes back the parts of an upload that was not finished. */
    @Override
    public void close() throws IOException {
        if (upload != null) {
            try {
                bucket.client()
                        .abortMultipartUpload(request -> request.bucket(bucket.name())
                                .key(bucket.full(key))
                                .uploadId(upload));
            } catch (SdkException failure) {
                throw Bucket.failed("take back parts of " + key, failure);
            }
        }
    }
}
