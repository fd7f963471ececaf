package io.korrigo.server;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Uploads under the keys of versions that had no prefix of Korrigo's own. The clean-up leaves them alone, since in a host's
 * store they may be the host's; a server's store is its own.
 */
final class EarlierUploads {
    private static final String FOLDER = "uploads/";
    private static final Pattern KEY =
            Pattern.compile(FOLDER + "(?:[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.summary)");

    private EarlierUploads() {}

    /** Removes those that nobody has used since {@code time}. */
    static void remove(BlobStore blobs, Instant time) throws IOException {
        List<String> unused = new ArrayList<>();
        blobs.visit(FOLDER, entry -> {
            if (KEY.matcher(entry.key()).matches() && entry.used().isBefore(time)) {
                unused.add(entry.key());
            }
        });
        for (String key : unused) {
            blobs.deleteUnused(key, time);
        }
    }
}
