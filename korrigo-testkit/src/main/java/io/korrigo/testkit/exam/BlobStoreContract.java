package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link BlobStore} keeps to: extend it, and say how to make an empty store. */
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

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", "a b", "é", "a\\b", "a\u0000b", "C:/a"})
    void refusesWhatIsNotAKey(String key) {
        assertThatThrownBy(() -> store.open(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> publish(key, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
