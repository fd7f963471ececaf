package io.korrigo.host;

import io.korrigo.exam.BlobStore;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Blobs as files below one folder; each "/" of a key is a folder of its own.
 *
 * <p>A blob is written under {@code .new}, forced to disk and renamed, and the rename is forced too: a crash leaves the
 * old one or the new one, and what was published stays. One that is published unforced is only renamed.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes that share the folder.
 */
public final class FolderBlobStore implements BlobStore {
    private static final String ASIDE = ".new";

    private final Path folder;
    private final AsideFolder aside;
    private final Clock clock = Clock.systemUTC();

    /** @throws IOException when the folder can't be created or written */
    public FolderBlobStore(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        this.aside = new AsideFolder(this.folder.resolve(ASIDE));
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
    public Optional<Entry> find(String key) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file(key), BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new Entry(
                            key,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
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
        Path written = aside.newFile();
        try {
            long length = write(written, content, forced);
            createFolders(file.getParent(), forced);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (forced) {
                force(file.getParent());
            }
            return length;
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static long write(Path path, Content content, boolean forced) throws IOException {
        try (BlobFile file = new BlobFile(path, forced)) {
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
        List<String> keys = new ArrayList<>();
        visit(prefix, entry -> keys.add(entry.key()));
        Collections.sort(keys);
        return keys;
    }

    @Override
    public boolean touch(String key) throws IOException {
        try {
            Files.setLastModifiedTime(file(key), FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    @Override
    public void visit(String prefix, Visitor visitor) throws IOException {
        Path start =
                folder.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
        if (!start.startsWith(folder) || !Files.isDirectory(start)) {
            return;
        }
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.equals(folder.resolve(ASIDE))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String key = folder.relativize(file).toString().replace('\\', '/');
                if (attributes.isRegularFile() && key.startsWith(prefix)) {
                    visitor.blob(new Entry(
                            key,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // deleted since its folder was read
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    @Override
    public boolean deleteUnused(String key, Instant time) throws IOException {
        Path file = file(key);
        Path out = aside.newFile();
        try {
            if (!isOlder(file, time)) {
                return false;
            }
            // whoever touches it from now on finds none, unless they were faster
            Files.move(file, out, StandardCopyOption.ATOMIC_MOVE);
            if (isOlder(out, time)) {
                Files.delete(out);
                return true;
            }
            Files.move(out, file);
            return false;
        } catch (NoSuchFileException goneAlready) {
            return false;
        } catch (FileAlreadyExistsException publishedAnew) {
            Files.delete(out);
            return false;
        }
    }

    private static boolean isOlder(Path file, Instant time) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    }

    @Override
    public Discarded discardAbandoned() throws IOException {
        return aside.discardAbandoned();
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
