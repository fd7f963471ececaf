package io.korrigo.tasks;

import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.identify.Identification;
import io.korrigo.identify.evidence.EvidenceDocument;
import io.korrigo.identify.evidence.EvidenceHeader;
import io.korrigo.identify.match.StudentMatcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a copy's identification is based on, as an {@link EvidenceDocument} in the blob store.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class CopyEvidence {
    private static final Logger LOG = LoggerFactory.getLogger(CopyEvidence.class);
    private static final EvidenceDocument DOCUMENT =
            new EvidenceDocument(StudentMatcher.THRESHOLD, StudentMatcher.OUTSIDER_PRIOR);

    private final BlobStore blobs;

    CopyEvidence(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * Keeps it under a key that follows from it: the same copy read the same way has it once; for a batch, once in each.
     *
     * @param task of the batch's that reads the copy, or empty
     * @return the blob key, or null where nothing could be read, which leaves nothing to show
     */
    @Nullable
    String keep(Copy copy, List<EvidenceHeader> headers, Identification identification, String task)
            throws IOException {
        if (identification.decision() == Identification.Decision.UNREADABLE) {
            return null;
        }
        byte[] document = DOCUMENT.write(copy.id(), headers, identification);
        String key = BlobKeys.evidence(copy.examId(), copy.id())
                + ContentDigest.of(task + new String(document, StandardCharsets.UTF_8)) + ".html";
        if (!blobs.touch(key)) {
            blobs.publish(key, out -> out.write(document));
        }
        return key;
    }

    /** Forgets what names students who were erased meanwhile: the copy is read again, or another answer is kept. */
    void forget(@Nullable String key) throws IOException {
        if (key != null) {
            blobs.delete(key);
        }
    }

    /** Takes students out who were erased meanwhile; nothing where the evidence was cleaned up since. */
    void takeOut(@Nullable String key, Collection<String> erased) throws IOException {
        for (String student : erased) {
            if (key != null) {
                StudentEvidence.takeOut(blobs, key, student);
            }
        }
    }

    /** Adds what the batch decided; nothing where the evidence was cleaned up since. */
    void addBatch(@Nullable String key, Identification joint) throws IOException {
        if (key == null) {
            return;
        }
        byte[] document;
        try (InputStream in = blobs.open(key)) {
            document = in.readAllBytes();
        } catch (NoSuchFileException gone) {
            LOG.info("The evidence {} is gone; what the batch decided is not added", key);
            return;
        }
        byte[] amended = EvidenceDocument.withBatch(document, joint);
        blobs.publish(key, out -> out.write(amended));
    }
}
