package io.korrigo.tasks;

import io.korrigo.exam.BlobStore;
import io.korrigo.identify.evidence.EvidenceDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Evidence of others' copies that names a student among those who come into question, for hosts that erase the student.
 *
 * <p>Whoever erases takes the student out before the host's rows go, and once more after that: a task that publishes evidence looks
 * afterwards whether all whom it names are still there, so that one of the two finds the other.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class StudentEvidence {
    private StudentEvidence() {}

    /**
     * Takes the student out of all evidence that there is.
     *
     * @param usedSince only evidence that was published or used since then, by the store's clock
     * @param each called before each document that is read
     * @return how many documents named the student
     * @throws IOException when storage fails; called again, it goes on
     */
    public static int takeOut(BlobStore blobs, String studentId, Instant usedSince, Runnable each) throws IOException {
        List<String> keys = new ArrayList<>();
        for (String exams : BlobKeys.exams()) {
            blobs.visit(exams, entry -> {
                if (NamedFiles.isEvidence(entry.key()) && !entry.used().isBefore(usedSince)) {
                    keys.add(entry.key());
                }
            });
        }
        int named = 0;
        for (String key : keys) {
            each.run();
            named += takeOut(blobs, key, studentId) ? 1 : 0;
        }
        return named;
    }

    /** Whether the document named the student; false where there is none. */
    static boolean takeOut(BlobStore blobs, String key, String studentId) throws IOException {
        byte[] document;
        try (InputStream in = blobs.open(key)) {
            document = in.readAllBytes();
        } catch (NoSuchFileException gone) {
            return false;
        }
        byte[] without = EvidenceDocument.without(document, studentId);
        if (without == document) {
            return false;
        }
        blobs.publish(key, out -> out.write(without));
        return true;
    }
}
