package io.korrigo.scan;

import io.korrigo.InvalidInputException;
import io.korrigo.page.ScanFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What went through a scanner at once: a PDF, a TIFF of many pages, or images in a ZIP or a folder. It is a row of views,
 * the pictures that the scanner made, in the order in which it made them; files of a folder or ZIP by name, numbers in
 * names by their value.
 *
 * <p>A view comes out as it is stored, never encoded again, except pages of a PDF that show more than one picture: those
 * are drawn at 200 dpi.
 *
 * <p><b>Threads:</b> for one thread at a time.<br>
 * <b>Memory:</b> one view, and one file of a ZIP, at a time.
 */
public final class Pile implements Closeable {
    private final String name;
    private final String sha256;
    private final PileFiles files;
    private final List<Place> places;
    private int open = -1;
    private @Nullable ScanFile current;

    private record Place(int file, int index, String name) {}

    private Pile(String name, String sha256, PileFiles files, List<Place> places) {
        this.name = name;
        this.sha256 = sha256;
        this.files = files;
        this.places = List.copyOf(places);
    }

    /**
     * Opens a file or folder, and looks into each file for what it is.
     *
     * @throws InvalidInputException when it holds no page or something else, is damaged, or is more than the limits allow
     * @throws java.nio.file.NoSuchFileException when it isn't there
     * @throws IOException when the disk fails
     */
    public static Pile open(Path path, PileLimits limits) throws IOException {
        return open(path, String.valueOf(path.getFileName()), limits);
    }

    /**
     * The same.
     *
     * @param name how messages call it
     */
    public static Pile open(Path path, String name, PileLimits limits) throws IOException {
        PileFiles files = PileFiles.open(path, name, limits);
        Pile pile = new Pile(name, "", files, List.of());
        try {
            return pile.counted(limits);
        } catch (IOException | RuntimeException | LinkageError failure) {
            pile.close();
            throw failure;
        }
    }

    private Pile counted(PileLimits limits) throws IOException {
        List<Place> found = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            ScanFile scan = file(file);
            if (found.size() + scan.pages() > limits.views()) {
                throw new InvalidInputException(name + " has "
                        + (files.size() == 1 ? scan.pages() : "more than " + limits.views())
                        + " pictures, the limit is " + limits.views() + ": scan the pile in parts, or raise the limit");
            }
            for (int index = 0; index < scan.pages(); index++) {
                found.add(new Place(file, index, scan.pageName(index)));
            }
        }
        close(current);
        return new Pile(name, digest(), files, found);
    }

    /** The same for the same content, whatever the file is called. */
    private String digest() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
        for (int file = 0; file < files.storedSize(); file++) {
            try (InputStream in = new DigestInputStream(files.stored(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What the file or folder is called. */
    public String name() {
        return name;
    }

    /** SHA-256 of the file's bytes, of a folder's files one after the other, in lower-case hex. */
    public String sha256() {
        return sha256;
    }

    /** How many views it has, at least 1. */
    public int views() {
        return places.size();
    }

    /** How people find view {@code index}, from 0: "scan.pdf#3". */
    public String viewName(int index) {
        return places.get(index).name();
    }

    /**
     * View {@code index}, from 0, as a JPEG, PNG or TIFF file of one page.
     *
     * @throws InvalidInputException when it is damaged
     * @throws IOException when the disk fails
     */
    public byte[] view(int index) throws IOException {
        Place place = places.get(index);
        return file(place.file()).page(place.index());
    }

    private ScanFile file(int index) throws IOException {
        if (index != open) {
            close(current);
            open = -1;
            current = files.scan(index);
            open = index;
        }
        return Objects.requireNonNull(current);
    }

    private void close(@Nullable ScanFile scan) throws IOException {
        if (scan != null) {
            scan.close();
        }
        current = null;
        open = -1;
    }

    @Override
    public void close() throws IOException {
        close(current);
        files.close();
    }

    /** Whether {@code path} is a folder or begins as one of the kinds that can be opened. */
    public static boolean recognises(Path path) throws IOException {
        return Files.isDirectory(path) || ZipFiles.recognises(path) || ScanFile.recognises(path);
    }
}
