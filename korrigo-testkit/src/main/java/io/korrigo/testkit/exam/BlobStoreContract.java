package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for every {@link BlobStore}: extend it, and say how to make an empty store. */
public abstract class BlobStoreContract {
    private BlobStore store;

    /** A new store without blobs. */
    protected abstract BlobStore emptyStore() throws IOException;

    @BeforeEach
    final void start() throws IOException {
        store = emptyStore();
    }

    private long publish(String key, String text) throws IOException {
        return store.publish(key, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String read(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void givesBackWhatWasPublished() throws IOException {
        long length = publish("a/b/c.txt", "été");

        assertThat(length).isEqualTo(5);
        assertThat(read("a/b/c.txt")).isEqualTo("été");
        assertThat(store.exists("a/b/c.txt")).isTrue();
    }

    @Test
    void tellsOfABlobWithoutOpeningIt() throws IOException {
        publish("a/b", "été");
        publish("a/bc", "longer than that");

        assertThat(store.find("a/b")).hasValueSatisfying(entry -> {
            assertThat(entry.key()).isEqualTo("a/b");
            assertThat(entry.bytes()).isEqualTo(5);
        });
        assertThat(store.find("a")).isEmpty();
        assertThat(store.find("none")).isEmpty();
    }

    @Test
    void namesTheKeyOfAMissingBlob() throws IOException {
        assertThat(store.exists("a/none")).isFalse();
        assertThatThrownBy(() -> store.open("a/none"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("a/none");
    }

    @Test
    void replacesABlob() throws IOException {
        publish("a", "old and long");

        publish("a", "new");

        assertThat(read("a")).isEqualTo("new");
    }

    @Test
    void keepsTheOldBlobWhenTheNewOneFails() throws IOException {
        publish("a", "old");

        assertThatThrownBy(() -> store.publish("a", out -> {
                    out.write(1);
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the disk is full");

        assertThat(read("a")).isEqualTo("old");
        assertThat(store.list("")).containsExactly("a");
    }

    @Test
    void showsNoPartOfABlobThatFails() throws IOException {
        assertThatThrownBy(() -> store.publish("b/c", out -> {
                    out.write(1);
                    throw new IllegalStateException("bad page");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.exists("b/c")).isFalse();
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void showsTheOldBytesWhileNewOnesAreWritten() throws IOException {
        publish("a", "old");

        store.publish("a", out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(read("a")).isEqualTo("old");
        });

        assertThat(read("a")).isEqualTo("new");
    }

    @Test
    void listsKeysByPrefixSorted() throws IOException {
        publish("x/2", "");
        publish("x/1", "");
        publish("x/deeper/3", "");
        publish("y", "");

        assertThat(store.list("x/")).containsExactly("x/1", "x/2", "x/deeper/3");
        assertThat(store.list("none")).isEmpty();
    }

    @Test
    void publishesWhatCanBeMadeAgainLikeTheRest() throws IOException {
        publish("a", "old");

        long length = store.publishUnforced("a", out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(read("a")).isEqualTo("old");
        });

        assertThat(length).isEqualTo(3);
        assertThat(read("a")).isEqualTo("new");
        assertThatThrownBy(() -> store.publishUnforced("a", out -> {
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(IOException.class);
        assertThat(store.list("")).containsExactly("a");
    }

    @Test
    void deletesABlobAndDoesNotMindASecondTime() throws IOException {
        publish("a/b", "x");

        store.delete("a/b");
        store.delete("a/b");

        assertThat(store.exists("a/b")).isFalse();
    }

    private static final Instant SOON = Instant.now().plus(Duration.ofHours(1));

    private List<BlobStore.Entry> visited(String prefix) throws IOException {
        List<BlobStore.Entry> entries = new ArrayList<>();
        store.visit(prefix, entries::add);
        entries.sort(Comparator.comparing(BlobStore.Entry::key));
        return entries;
    }

    @Test
    void tellsLengthAndLastUseOfWhatItHas() throws IOException {
        publish("x/1", "four");
        publish("x/deeper/3", "");
        publish("y", "");

        assertThat(visited("x/")).extracting(BlobStore.Entry::key).containsExactly("x/1", "x/deeper/3");
        assertThat(visited("x")).hasSize(2);
        assertThat(visited("none/")).isEmpty();
        assertThat(visited("").get(0).bytes()).isEqualTo(4);
        assertThat(visited("").get(0).used()).isBefore(SOON).isAfter(SOON.minus(Duration.ofHours(2)));
    }

    @Test
    void removesOnlyWhatWasNotUsedSince() throws IOException {
        publish("a", "x");
        Instant used = visited("").get(0).used();

        assertThat(store.deleteUnused("a", used)).isFalse();
        assertThat(store.exists("a")).isTrue();
        assertThat(store.deleteUnused("a", SOON)).isTrue();
        assertThat(store.exists("a")).isFalse();
        assertThat(store.deleteUnused("a", SOON)).isFalse();
    }

    @Test
    void raisesTheTimeOfUseOfWhatIsTouched() throws IOException {
        publish("a", "x");
        Instant before = visited("").get(0).used();

        assertThat(store.touch("a")).isTrue();
        assertThat(store.touch("b")).isFalse();

        assertThat(visited("").get(0).used()).isAfterOrEqualTo(before);
        assertThat(read("a")).isEqualTo("x");
        assertThat(store.exists("b")).isFalse();
    }

    @Test
    void discardsNothingThatIsStillBeingWritten() throws IOException {
        store.publish("a", out -> {
            out.write("half".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(store.discardAbandoned()).isEqualTo(new BlobStore.Discarded(0, 0));
        });

        assertThat(read("a")).isEqualTo("half");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", "a b", "é", "a\\b", "a\u0000b", "C:/a"})
    void refusesWhatIsNotAKey(String key) {
        assertThatThrownBy(() -> store.open(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> publish(key, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
