package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.testkit.exam.InMemoryBlobStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EarlierUploadsTest {
    private static final String ROSTER = "uploads/" + "0123456789abcdef".repeat(4);
    private static final String SUMMARY = "uploads/00000000-0000-0000-0000-00000000000a.summary";
    private static final String OTHER = "uploads/eleve-17/x.pdf";

    @Test
    void removesWhatAnEarlierVersionKeptAndNothingElse() throws Exception {
        InMemoryBlobStore blobs = new InMemoryBlobStore();
        Instant before = Instant.now();
        for (String key : new String[] {ROSTER, SUMMARY, OTHER}) {
            blobs.publish(key, out -> out.write(1));
        }

        EarlierUploads.remove(blobs, before.minusSeconds(1));
        assertThat(blobs.list("")).hasSize(3);

        EarlierUploads.remove(blobs, Instant.now().plusSeconds(1));
        assertThat(blobs.list("")).containsExactly(OTHER);
    }
}
