package io.korrigo.rest;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Blobs as files to download. */
final class BlobFiles {
    private final BlobStore blobs;

    BlobFiles(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** A blob whose key follows from its content: what begins under it can be gone on with later. */
    Response.File lasting(String key, String mediaType) throws IOException {
        long length = length(key);
        String name = UUID.nameUUIDFromBytes((key + " " + length).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new Response.File(from -> open(key, from), mediaType, length, "\"" + name + "\"");
    }

    /** A blob that may be replaced under its key. */
    Response.File changing(String key, String mediaType) throws IOException {
        return new Response.File(from -> open(key, from), mediaType, length(key), null);
    }

    private long length(String key) throws IOException {
        return blobs.find(key).orElseThrow(() -> Problem.notFound("file.gone")).bytes();
    }

    private InputStream open(String key, long from) throws IOException {
        InputStream content = blobs.open(key);
        try {
            content.skipNBytes(from);
            return content;
        } catch (IOException failure) {
            content.close();
            throw failure;
        }
    }
}
