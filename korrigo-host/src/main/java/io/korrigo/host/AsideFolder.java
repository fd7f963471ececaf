package io.korrigo.host;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one store of one process writes files before they are published. A lock beside the folder, which the operating
 * system frees however the process ends, tells others whether what lies there is still being written.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class AsideFolder {
    /** This process's folders begin so: it must not try its own locks, as closing a lock's file frees it. */
    private static final String PROCESS = UUID.randomUUID() + "-";

    private static final String LOCK = ".lock";

    private final Path all;
    private final Path own;
    // held as long as this object is: nobody asks it, but it must not be collected
    @SuppressWarnings("unused")
    private final FileLock lock;

    /** @param all the folder of such folders */
    AsideFolder(Path all) throws IOException {
        this.all = Files.createDirectories(all);
        Path free = all;
        FileLock taken = null;
        while (taken == null) {
            free = all.resolve(PROCESS + UUID.randomUUID());
            taken = lock(free);
        }
        this.lock = taken;
        this.own = Files.createDirectory(free);
    }

    /** Null when another process took the lock's file for one that was left behind, just before it was locked. */
    private static @Nullable FileLock lock(Path folder) throws IOException {
        Path file = beside(folder);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null || !Files.exists(file)) {
            channel.close();
            return null;
        }
        return lock;
    }

    /** A name for a new file. */
    Path newFile() {
        return own.resolve(UUID.randomUUID().toString());
    }

    /** Removes the folders of processes that have ended. */
    BlobStore.Discarded discardAbandoned() throws IOException {
        int files = 0;
        long bytes = 0;
        for (Path folder : foreign()) {
            try (FileChannel channel = FileChannel.open(beside(folder), StandardOpenOption.WRITE)) {
                if (channel.tryLock() == null) {
                    continue;
                }
                for (Path file : list(folder)) {
                    bytes += Files.size(file);
                    files++;
                    Files.delete(file);
                }
                Files.deleteIfExists(folder);
                Files.delete(beside(folder));
            } catch (NoSuchFileException removedByAnother) {
                continue;
            }
        }
        return new BlobStore.Discarded(files, bytes);
    }

    /** Folders by their locks, since a process makes its lock first and removes it last. */
    private List<Path> foreign() throws IOException {
        return list(all).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(LOCK) && !name.startsWith(PROCESS))
                .map(name -> all.resolve(name.substring(0, name.length() - LOCK.length())))
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Path beside(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }
}
