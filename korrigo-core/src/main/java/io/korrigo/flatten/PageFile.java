package io.korrigo.flatten;

import io.korrigo.flatten.image.ImageXObject;
import io.korrigo.flatten.image.JpegImage;
import io.korrigo.flatten.image.PngImage;
import io.korrigo.flatten.image.TiffImage;
import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.source.PageSource;
import io.korrigo.flatten.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The image file of the page at hand, in memory that the next page's file uses again.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class PageFile {
    /** Enough to tell what a file is. */
    private static final int HEAD = 1024;

    private static final int MAX_LENGTH = 256 << 20;

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private boolean headless;
    private boolean first = true;

    /** The bytes of the file, and after its {@link #length} others; they change when the next file is read. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether what was read last is a PDF that doesn't begin as one. */
    boolean isHeadless() {
        return headless;
    }

    int length() {
        return length;
    }

    /** Reads the page's file if it is an image, and says whether it is: other files are PDFs. */
    boolean readImage(PageSource source) throws IOException, PageFault {
        try {
            return read(source);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            // of a file it is for good, of a store it may pass
            if (source.path().isEmpty()) {
                throw e;
            }
            throw new PageFault("the file can't be read (" + e.getMessage() + "); name a file that may be read", e);
        }
    }

    private boolean read(PageSource source) throws IOException, PageFault {
        try (InputStream in = source.open()) {
            headless = false;
            length = in.readNBytes(bytes, 0, HEAD);
            byte[] head = Arrays.copyOf(bytes, length);
            if (JpegImage.recognises(head) || PngImage.recognises(head) || TiffImage.recognises(head)) {
                readRest(source, in);
                return true;
            }
            if (!SourceFile.recognises(head)) {
                readRest(source, in);
                if (SourceFile.isPdfWithoutHeader(bytes, length)) {
                    headless = true;
                    return false;
                }
                throw new PageFault(
                        length == 0
                                ? "the file is empty; upload the page again"
                                : "the file is not a JPEG, PNG, TIFF or PDF, whatever its name says");
            }
            return false;
        }
    }

    private void readRest(PageSource source, InputStream in) throws IOException, PageFault {
        // what a stream has at hand is a guess, which for a file is its rest
        long expected = source.path().isPresent() ? Files.size(source.path().get()) : length + (long) in.available();
        while (true) {
            if (expected > MAX_LENGTH) {
                throw new PageFault("the file has over " + (MAX_LENGTH >> 20) + " MB; scan it at 200 or 300 dpi");
            }
            if (expected >= bytes.length) {
                // one more than expected, so that the end shows
                bytes = Arrays.copyOf(
                        bytes, (int) Math.max(expected + 1, Math.min(2L * bytes.length, MAX_LENGTH + 1L)));
            }
            length += in.readNBytes(bytes, length, bytes.length - length);
            if (length < bytes.length) {
                return;
            }
            expected = length + 1L;
        }
    }

    /** Whether the page opened last is the first image of its file. */
    boolean isFirstPage() {
        return first;
    }

    /** @param page from 0; null for the only page of a file that has one */
    ImageXObject open(@Nullable Integer page) throws IOException, PageFault {
        first = page == null || page == 0;
        if (TiffImage.recognises(bytes)) {
            return TiffImage.open(bytes, length, page);
        }
        if (page != null && page > 0) {
            throw new PageFault("it is an image, which has one page, and another was asked for");
        }
        if (JpegImage.recognises(bytes)) {
            return new JpegImage(bytes, length);
        }
        return PngImage.open(bytes, length);
    }
}
