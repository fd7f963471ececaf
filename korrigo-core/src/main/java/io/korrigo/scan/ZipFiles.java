package io.korrigo.scan;

import io.korrigo.InvalidInputException;
import io.korrigo.page.ScanFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Files in a ZIP, each unpacked into memory when its pages are wanted; none is ever written by the name it has there. */
final class ZipFiles extends PileFiles {
    /** Largest file in it: an A3 sheet at 600 dpi in three colours has 209 million bytes. */
    private static final long LARGEST = 256L << 20;
    /** Entries of the archive; pictures are counted against their own limit later. */
    private static final int MOST_ENTRIES = 20_000;

    private final Path path;
    private final String name;
    private final ZipFile zip;
    private final List<ZipEntry> entries;
    private final long limit;

    private ZipFiles(Path path, String name, ZipFile zip, List<ZipEntry> entries, long limit) {
        this.path = path;
        this.name = name;
        this.zip = zip;
        this.entries = List.copyOf(entries);
        this.limit = limit;
    }

    static boolean recognises(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(4);
            return Arrays.equals(head, new byte[] {'P', 'K', 3, 4}) || Arrays.equals(head, new byte[] {'P', 'K', 5, 6});
        }
    }

    static ZipFiles open(Path path, String name, PileLimits limits) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException damaged) {
            throw new InvalidInputException(name + " is a damaged ZIP: pack it again", damaged);
        }
        try {
            return new ZipFiles(path, name, zip, requireSome(entries(zip, name, limits), name), limits.unpackedBytes());
        } catch (RuntimeException | IOException refused) {
            zip.close();
            throw refused;
        }
    }

    private static List<ZipEntry> entries(ZipFile zip, String name, PileLimits limits) throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw new InvalidInputException(name + " holds over " + MOST_ENTRIES + " files: pack the pictures only");
        }
        List<ZipEntry> entries = new ArrayList<>();
        long unpacked = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            if (entry.isDirectory() || isLeftover(file) || entry.getName().startsWith("__MACOSX/")) {
                continue;
            }
            unpacked += Math.max(0, entry.getSize());
            if (unpacked > limits.unpackedBytes()) {
                throw new InvalidInputException(name + " is too large unpacked: scan the pile in parts");
            }
            entries.add(entry);
        }
        entries.sort((a, b) -> NaturalOrder.compare(a.getName(), b.getName()));
        return entries;
    }

    @Override
    int size() {
        return entries.size();
    }

    @Override
    ScanFile scan(int file) throws IOException {
        ZipEntry entry = entries.get(file);
        String member = name + "/" + entry.getName();
        long most = Math.min(LARGEST, limit);
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            // what the archive says of sizes is hearsay
            bytes = in.readNBytes((int) most + 1);
        } catch (ZipException damaged) {
            throw new InvalidInputException(member + " is damaged: pack it again", damaged);
        }
        if (bytes.length > most) {
            throw new InvalidInputException(member + " has over " + (most >> 20) + " MiB: scan at 200 or 300 dpi");
        }
        return ScanFile.of(member, bytes);
    }

    @Override
    int storedSize() {
        return 1;
    }

    @Override
    InputStream stored(int file) throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
