package io.korrigo.server.data;

import io.korrigo.exam.BlobStore;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Blobs as files below one folder, a key's "/" being a folder's.
 *
 * <p>A blob is written under {@code .new}, forced to disk and renamed, and the rename is forced too: a crash leaves the
 * old one or the new one, and what was published stays. One that is published unforced is only renamed.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes that share the folder.
 */
public final class FolderBlobStore implements BlobStore {
    private static final String ASIDE = ".new";

    private final Path folder;

    /** @throws IOException when the folder can't be created or written */
    public FolderBlobStore(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        Files.createDirectories(this.folder.resolve(ASIDE));
    }

    @Override
    public InputStream open(String key) throws IOException {
        Path file = file(key);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(key);
        }
        return Files.newInputStream(file);
    }

    @Override
    public boolean exists(String key) {
        return Files.isRegularFile(file(key));
    }

    @Override
    public long publish(String key, Content content) throws IOException {
        return publish(key, content, true);
    }

    @Override
    public long publishUnforced(String key, Content content) throws IOException {
        return publish(key, content, false);
    }

    private long publish(String key, Content content, boolean forced) throws IOException {
        Path file = file(key);
        Path aside = folder.resolve(ASIDE).resolve(UUID.randomUUID().toString());
        try {
            long length = write(aside, content, forced);
            createFolders(file.getParent(), forced);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (forced) {
                force(file.getParent());
            }
            return length;
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static long write(Path aside, Content content, boolean forced) throws IOException {
        try (BlobFile file = new BlobFile(aside, forced)) {
            OutputStream out = new BufferedOutputStream(new Unclosed(file), 1 << 16);
            content.writeTo(out);
            out.flush();
            return file.finish();
        }
    }

    /** A new folder outlasts a power failure once its own folder is forced. */
    private static void createFolders(Path wanted, boolean forced) throws IOException {
        if (Files.isDirectory(wanted)) {
            return;
        }
        createFolders(wanted.getParent(), forced);
        Files.createDirectories(wanted);
        if (forced) {
            force(wanted.getParent());
        }
    }

    /** Makes the names in a folder outlast a power failure; Windows sees to that itself and can't open one. */
    private static void force(Path directory) throws IOException {
        if (FileSystems.getDefault().getSeparator().equals("/")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(file(key));
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix) && !key.startsWith(ASIDE + "/"))
                    .sorted()
                    .toList();
        }
    }

    private Path file(String key) {
        if (BlobStore.checkKey(key).startsWith(ASIDE)) {
            throw new IllegalArgumentException("Keys don't start with " + ASIDE);
        }
        return folder.resolve(key);
    }

    /** Leaves the file open to be forced when a content closes what it was given. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
