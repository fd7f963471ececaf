package io.korrigo.blob.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Notes by which those who remove unused blobs tell those who want to use them.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class DeletionNotes {
    /** Older ones are of processes that were killed: to remove a blob takes four requests. */
    private static final Duration VALID = Duration.ofHours(1);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 300;

    private final Bucket bucket;
    private final Clock clock;

    DeletionNotes(Bucket bucket, Clock clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    /** Leaves a note and returns its key. */
    String add(String key) throws IOException {
        String note = Reserved.DELETING + key + "/" + UUID.randomUUID();
        bucket.putEmpty(note);
        return note;
    }

    /**
     * Waits until nobody is about to remove the blob.
     *
     * @return whether somebody was
     */
    boolean awaitNone(String key) throws IOException {
        int looks = 0;
        while (isNoted(key)) {
            if (++looks == LOOKS) {
                throw new IOException("Blob " + key + " is being removed as unused; try again later");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while blob " + key + " was being removed");
            }
        }
        return looks > 0;
    }

    private boolean isNoted(String key) throws IOException {
        Instant oldest = clock.instant().minus(VALID);
        List<Bucket.Listed> notes = new ArrayList<>();
        bucket.list(Reserved.DELETING + key + "/", object -> {
            // Notes of blobs whose keys go on behind this one's have another "/".
            boolean own = object.key().indexOf('/', Reserved.DELETING.length() + key.length() + 1) < 0;
            if (own && object.modified().isAfter(oldest)) {
                notes.add(object);
            }
        });
        return !notes.isEmpty();
    }

    /** Removes notes of processes that were killed. */
    void discardAbandoned() throws IOException {
        Instant oldest = clock.instant().minus(VALID);
        List<String> old = new ArrayList<>();
        bucket.list(Reserved.DELETING, object -> {
            if (object.modified().isBefore(oldest)) {
                old.add(object.key());
            }
        });
        for (String note : old) {
            bucket.delete(note);
        }
    }
}
