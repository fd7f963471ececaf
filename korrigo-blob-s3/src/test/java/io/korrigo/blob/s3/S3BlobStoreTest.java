package io.korrigo.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.BlobStore;
import io.korrigo.testkit.exam.BlobStoreContract;
import io.korrigo.testkit.task.SteppedClock;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class S3BlobStoreTest {
    private static final int PART = 5 << 20;

    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    private final String bucket = SERVER.bucket();

    private S3BlobStore store(String prefix, Clock clock) {
        return new S3BlobStore(SERVER.client(), bucket, prefix, clock, PART);
    }

    private final S3BlobStore store = store("school/2026/", Clock.systemUTC());

    @Nested
    class InABucketOfItsOwn extends BlobStoreContract {
        @Override
        protected BlobStore emptyStore() {
            return store("", Clock.systemUTC());
        }
    }

    @Nested
    class BelowAPrefix extends BlobStoreContract {
        @Override
        protected BlobStore emptyStore() {
            return store("school/2026/", Clock.systemUTC());
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private byte[] read(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private long uploads() {
        return SERVER.client()
                .listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .size();
    }

    @Test
    void publishesALongBlobPartByPartAndShowsItAtOnce() throws IOException {
        byte[] content = bytes(2 * PART + 100_000);

        long length = store.publish("export.zip", out -> {
            out.write(content, 0, PART + 1);
            assertThat(uploads()).isEqualTo(1);
            assertThat(store.exists("export.zip")).isFalse();
            assertThat(store.list("")).isEmpty();
            out.write(content, PART + 1, content.length - PART - 1);
        });

        assertThat(length).isEqualTo(content.length);
        assertThat(read("export.zip")).isEqualTo(content);
        assertThat(uploads()).isZero();
    }

    @Test
    void publishesABlobOfExactlyAPartAndOfTwo() throws IOException {
        byte[] two = bytes(2 * PART);

        store.publish("one", out -> out.write(two, 0, PART));
        store.publish("two", out -> out.write(two));

        assertThat(read("one")).hasSize(PART);
        assertThat(read("two")).isEqualTo(two);
    }

    @Test
    void leavesNothingOfALongBlobThatFails() throws IOException {
        byte[] content = bytes(PART + 1);

        assertThatThrownBy(() -> store.publish("export.zip", out -> {
                    out.write(content);
                    throw new IllegalStateException("bad page");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.exists("export.zip")).isFalse();
        assertThat(uploads()).isZero();
    }

    @Test
    void takesBackThePartsOfAWriterThatDiedDaysAgo() throws IOException {
        SERVER.client().createMultipartUpload(request -> request.bucket(bucket).key("school/2026/half"));
        SERVER.client().createMultipartUpload(request -> request.bucket(bucket).key("elsewhere/half"));

        assertThat(store.discardAbandoned().files()).isZero();
        Clock threeDaysOn = new SteppedClock(Instant.now().plus(Duration.ofDays(3)));
        assertThat(store("school/2026/", threeDaysOn).discardAbandoned().files())
                .isEqualTo(1);

        assertThat(uploads()).isEqualTo(1);
    }

    /** Somebody is about to remove the blob, and has looked already: to be used, it has to wait until it is gone. */
    @Test
    void saysThatABlobIsGoneWhichIsRemovedWhileItIsTouched() throws Exception {
        store.publish("a", out -> out.write(1));
        DeletionNotes notes = new DeletionNotes(new Bucket(SERVER.client(), bucket, "school/2026/"), Clock.systemUTC());
        String note = notes.add("a");

        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch begun = new CountDownLatch(1);
            Future<Boolean> touched = other.submit(() -> {
                begun.countDown();
                return store.touch("a");
            });
            begun.await();
            assertThat(store.touch("b")).isFalse();
            assertThat(touched.isDone()).isFalse();
            store.delete("a");
            new Bucket(SERVER.client(), bucket, "school/2026/").delete(note);

            assertThat(touched.get(30, TimeUnit.SECONDS)).isFalse();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void ignoresTheNoteOfARemoverThatDied() throws IOException {
        store.publish("a", out -> out.write(1));
        Bucket raw = new Bucket(SERVER.client(), bucket, "school/2026/");
        new DeletionNotes(raw, Clock.systemUTC()).add("a");
        S3BlobStore later = store("school/2026/", new SteppedClock(Instant.now().plus(Duration.ofHours(2))));

        assertThat(later.touch("a")).isTrue();
        later.discardAbandoned();

        assertThat(store.touch("a")).isTrue();
    }

    @Test
    void removesWhatNobodyTouchedAndKeepsTheRest() throws IOException {
        store.publish("a/b", out -> out.write(1));
        store.publish("a/b.facts", out -> out.write(1));
        store.touch("a/b");
        Instant soon = Instant.now().plus(Duration.ofHours(1));

        assertThat(store.deleteUnused("a/b", Instant.now().minus(Duration.ofHours(1))))
                .isFalse();
        assertThat(store.deleteUnused("a/b", soon)).isTrue();

        assertThat(store.list("")).containsExactly("a/b.facts");
        assertThat(SERVER.client()
                        .listObjectsV2(request -> request.bucket(bucket))
                        .contents())
                .as("no notes, no times of use are left")
                .hasSize(1);
    }

    @Test
    void keepsItsOwnFolderToItself() {
        assertThatThrownBy(() -> store.publish(".korrigo/used/a", out -> out.write(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store("school", Clock.systemUTC())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store("a//", Clock.systemUTC())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatWentWrongWhenTheServerRefuses() {
        S3BlobStore elsewhere = new S3BlobStore(SERVER.client(), "no-such-bucket", "", Clock.systemUTC());

        assertThatThrownBy(() -> elsewhere.publish("a", out -> out.write(1)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The blob store could not write a: ");
        assertThatThrownBy(() -> elsewhere.list("a/"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The blob store could not list a/: ");
        assertThatThrownBy(() -> elsewhere.visit("a/", entry -> {})).isInstanceOf(IOException.class);
        assertThatThrownBy(elsewhere::discardAbandoned).isInstanceOf(IOException.class);
    }
}
