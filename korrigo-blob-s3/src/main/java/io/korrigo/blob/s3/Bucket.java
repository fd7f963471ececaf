package io.korrigo.blob.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The calls of S3 that are needed, with keys below a prefix; its exceptions as {@link IOException}.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class Bucket {
    private final S3Client client;
    private final String name;
    private final String prefix;

    Bucket(S3Client client, String name, String prefix) {
        this.client = client;
        this.name = name;
        this.prefix = prefix;
    }

    /** An object that was listed. */
    record Listed(String key, long bytes, Instant modified) {}

    /** Is told of objects. */
    interface Lister {
        void object(Listed object) throws IOException;
    }

    S3Client client() {
        return client;
    }

    String name() {
        return name;
    }

    /** A key as the server knows it. */
    String full(String key) {
        return prefix + key;
    }

    /** The key below the prefix. */
    String below(String full) {
        return full.substring(prefix.length());
    }

    /** @throws NoSuchKeyException when there is none */
    InputStream open(String key) {
        return client.getObject(request -> request.bucket(name).key(full(key)));
    }

    /** When an object was last written, in whole seconds; empty when there is none. */
    Optional<Instant> modified(String key) throws IOException {
        try {
            return Optional.of(client.headObject(request -> request.bucket(name).key(full(key)))
                    .lastModified());
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        } catch (SdkException failure) {
            // A HEAD has no body that could say what is missing.
            if (failure instanceof S3Exception answer && answer.statusCode() == 404) {
                return Optional.empty();
            }
            throw failed("look for " + key, failure);
        }
    }

    void put(String key, byte[] bytes, int length) throws IOException {
        try {
            client.putObject(
                    request -> request.bucket(name).key(full(key)),
                    RequestBody.fromInputStream(new java.io.ByteArrayInputStream(bytes, 0, length), length));
        } catch (SdkException failure) {
            throw failed("write " + key, failure);
        }
    }

    void putEmpty(String key) throws IOException {
        put(key, new byte[0], 0);
    }

    /** Nothing happens when there is none. */
    void delete(String key) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(name).key(full(key)));
        } catch (SdkException failure) {
            throw failed("remove " + key, failure);
        }
    }

    /** Tells of every object whose key starts with {@code start}, by a thousand at a time, in the order of their keys. */
    void list(String start, Lister lister) throws IOException {
        try {
            Iterator<Listed> objects = listed(start);
            while (objects.hasNext()) {
                lister.object(objects.next());
            }
        } catch (SdkException failure) {
            throw failed("list " + start, failure);
        }
    }

    /** As {@link #list}; what goes wrong is thrown as {@link SdkException}. */
    Iterator<Listed> listed(String start) {
        Iterator<S3Object> objects = client.listObjectsV2Paginator(
                        request -> request.bucket(name).prefix(full(start)))
                .contents()
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return objects.hasNext();
            }

            @Override
            public Listed next() {
                S3Object object = objects.next();
                return new Listed(below(object.key()), object.size(), object.lastModified());
            }
        };
    }

    /** @param what as in "could not ..." */
    static IOException failed(String what, SdkException failure) {
        if (Thread.currentThread().isInterrupted()) {
            InterruptedIOException interrupted = new InterruptedIOException("Interrupted before it could " + what);
            interrupted.initCause(failure);
            return interrupted;
        }
        return new IOException("The blob store could not " + what + ": " + failure.getMessage(), failure);
    }
}
