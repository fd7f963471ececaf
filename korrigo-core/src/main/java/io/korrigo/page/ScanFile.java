package io.korrigo.page;

import io.korrigo.InvalidInputException;
import io.korrigo.image.TiffFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file of scanned pages: a JPEG or PNG image, a TIFF of one page or more, or a PDF. What it is shows in its content.
 *
 * <p>A page comes out as an image file of its own. A page of a PDF that shows one picture and nothing else gives the
 * picture as it is stored, whatever its size and without another loss, and held as the page shows it; any
 * other is drawn at 200 dpi.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Memory:</b> of a file on disk one page at a time for each thread, however many it has.<br>
 * <b>Errors:</b> {@link InvalidInputException} for a file or page that can't be read, with its name, before anything of
 * an insane size is decoded; {@link IOException} when the disk fails.
 */
public interface ScanFile extends Closeable {
    /** Enough to tell what a file is: readers look for a PDF's mark so far (ISO 32000-1, annex H, note 13). */
    int HEAD = 1024;

    /**
     * Opens a file; close it after its last page.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    static ScanFile open(Path file) throws IOException {
        return open(file, String.valueOf(file.getFileName()));
    }

    /**
     * The same.
     *
     * @param name how messages and {@link #pageName} call it
     */
    static ScanFile open(Path file, String name) throws IOException {
        byte[] head = head(file);
        if (ImageScan.recognises(head)) {
            return ImageScan.open(file, name);
        }
        if (TiffFile.recognises(head)) {
            return new TiffScan(name, TiffFile.open(file));
        }
        if (PdfScan.recognises(head) || name.toLowerCase(Locale.ROOT).endsWith(".pdf") && head.length > 0) {
            return PdfScan.open(file, name);
        }
        throw unknown(name, head);
    }

    /**
     * The pages in a file's bytes, which must not change while it is used.
     *
     * @param name how messages call the file
     */
    static ScanFile of(String name, byte[] bytes) throws IOException {
        if (ImageScan.recognises(bytes)) {
            return new ImageScan(name, () -> bytes);
        }
        if (TiffFile.recognises(bytes)) {
            return new TiffScan(name, TiffFile.of(name, bytes));
        }
        if (PdfScan.recognises(bytes)) {
            return PdfScan.of(bytes, name);
        }
        throw unknown(name, bytes);
    }

    /** Whether a file begins as one of the kinds that {@link #open} reads. */
    static boolean recognises(Path file) throws IOException {
        byte[] head = head(file);
        return ImageScan.recognises(head) || TiffFile.recognises(head) || PdfScan.recognises(head);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static InvalidInputException unknown(String name, byte[] head) {
        return new InvalidInputException(name
                + (head.length == 0
                        ? " is empty: copy or scan it again"
                        : " is not a JPEG, PNG, TIFF or PDF, whatever its name says: hand in the scan itself"));
    }

    /** How many pages it has, at least 1. */
    int pages();

    /** What a page is called: the file's name, for a page of a PDF or of several with "#" and its number, from 1. */
    String pageName(int index);

    /**
     * The page {@code index}, from 0, as a JPEG, PNG or TIFF file of one page.
     *
     * @throws IndexOutOfBoundsException when there is no such page
     */
    byte[] page(int index) throws IOException;
}
