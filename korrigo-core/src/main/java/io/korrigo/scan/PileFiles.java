package io.korrigo.scan;

import io.korrigo.InvalidInputException;
import io.korrigo.page.ScanFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a pile: one, those of a folder, or those in a ZIP. */
abstract class PileFiles implements Closeable {
    /** Names of what file managers leave behind. */
    private static final List<String> LEFTOVERS = List.of("thumbs.db", "desktop.ini");

    /** How many files hold views. */
    abstract int size();

    /** The file's pages. */
    abstract ScanFile scan(int file) throws IOException;

    /** How many files lie on the disk. */
    abstract int storedSize();

    /** The bytes on the disk. */
    abstract InputStream stored(int file) throws IOException;

    @Override
    public void close() throws IOException {
        // files on the disk are opened one by one
    }

    static PileFiles open(Path path, String name, PileLimits limits) throws IOException {
        if (Files.isDirectory(path)) {
            return new OnDisk(inFolder(path, name, limits), null);
        }
        requireBytes(Files.size(path), name, limits);
        return ZipFiles.recognises(path) ? ZipFiles.open(path, name, limits) : new OnDisk(List.of(path), name);
    }

    private static List<Path> inFolder(Path folder, String name, PileLimits limits) throws IOException {
        List<Path> files = new ArrayList<>();
        long bytes = 0;
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted((a, b) ->
                            NaturalOrder.compare(String.valueOf(a.getFileName()), String.valueOf(b.getFileName())))
                    .toList()) {
                String file = String.valueOf(entry.getFileName());
                if (isLeftover(file)) {
                    continue;
                }
                if (!Files.isRegularFile(entry) || !ScanFile.recognises(entry)) {
                    throw notAPage(name + "/" + file);
                }
                bytes += Files.size(entry);
                files.add(entry);
            }
        }
        requireBytes(bytes, name, limits);
        return requireSome(files, name);
    }

    static void requireBytes(long bytes, String name, PileLimits limits) {
        if (bytes > limits.bytes()) {
            throw new InvalidInputException(name + " has " + bytes / 1_000_000 + " MB, the limit is "
                    + limits.bytes() / 1_000_000 + " MB: scan the pile in parts, or raise the limit");
        }
    }

    static <T> List<T> requireSome(List<T> files, String name) {
        if (files.isEmpty()) {
            throw new InvalidInputException(name + " holds no JPEG, PNG, TIFF or PDF file");
        }
        return files;
    }

    /** A pile is taken whole or not at all: what is left out silently is lost. */
    static InvalidInputException notAPage(String name) {
        return new InvalidInputException(name
                + " is no JPEG, PNG, TIFF or PDF file: take it out, so that nothing of the pile is left out unseen");
    }

    /** @param name of a file, without its folders */
    static boolean isLeftover(String name) {
        return name.startsWith(".") || LEFTOVERS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static final class OnDisk extends PileFiles {
        private final List<Path> files;
        private final @Nullable String name;

        /** @param name how messages call the only file, or null where files are called as they are */
        OnDisk(List<Path> files, @Nullable String name) {
            this.files = List.copyOf(files);
            this.name = name;
        }

        @Override
        int size() {
            return files.size();
        }

        @Override
        ScanFile scan(int file) throws IOException {
            return name == null ? ScanFile.open(files.get(file)) : ScanFile.open(files.get(file), name);
        }

        @Override
        int storedSize() {
            return files.size();
        }

        @Override
        InputStream stored(int file) throws IOException {
            return Files.newInputStream(files.get(file));
        }
    }
}
