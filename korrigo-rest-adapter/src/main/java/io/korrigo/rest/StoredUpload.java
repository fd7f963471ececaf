package io.korrigo.rest;

import io.korrigo.exam.BlobStore;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** Puts files that came with a call where tasks find them. */
final class StoredUpload {
    private static final int LONGEST_NAME = 200;

    private StoredUpload() {}

    /** @throws Problem for an empty file */
    static void requireContent(Upload upload) {
        if (upload.length() == 0) {
            throw Problem.badRequest("file.empty");
        }
    }

    /** What the file is called without its folders, or {@code otherwise}. */
    static String name(Upload upload, String otherwise) {
        return name(upload.filename(), otherwise);
    }

    /** The same of a name that came by itself. */
    static String name(String filename, String otherwise) {
        String name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
        name = name.replaceAll("\\p{Cntrl}", "").strip();
        return name.isEmpty() ? otherwise : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /**
     * Stores a scan, to be found under the key that is returned.
     *
     * @param sha256 of its content
     */
    static String scan(Upload upload, String sha256, BlobStore blobs) throws IOException {
        return store(upload, KorrigoTasks.uploadKey(sha256), blobs);
    }

    /** Stores a roster, to be found under the key that is returned, until a student is erased. */
    static String roster(Upload upload, BlobStore blobs) throws IOException {
        return store(upload, KorrigoTasks.rosterKey(sha256(upload)), blobs);
    }

    /** Keyed by content, so that the same file sent twice is one blob and one request. */
    private static String store(Upload upload, String key, BlobStore blobs) throws IOException {
        if (!blobs.touch(key)) {
            blobs.publish(key, out -> {
                try (InputStream in = upload.open()) {
                    in.transferTo(out);
                }
            });
        }
        return key;
    }

    /** Of the content, in lower-case hex. */
    static String sha256(Upload upload) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (InputStream in = new DigestInputStream(upload.open(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.end(digest);
    }
}
