package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.flatten.pdf.SharedObjects;
import io.korrigo.image.SmallPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One scanned page as an image XObject (ISO 32000-1, 8.9.5): what it measures, and how to put it in a file. */
public interface ImageXObject {
    /** Most pixels that a page may have: an A3 sheet at 600 dpi has 70 million. */
    long MAX_PIXELS = 100_000_000L;

    ImageShape shape();

    /** The image's pixels, in whatever form its file has them. */
    BufferedImage decoded() throws PageFault;

    /**
     * The image small, where it can be had for less than decoding it.
     *
     * @return null where it can't
     */
    default @Nullable SmallPicture small() throws PageFault {
        return null;
    }

    /**
     * The same by the file that holds this image and nothing else.
     *
     * @param length bytes of {@code file} that count
     * @return null where it can't
     */
    default @Nullable SmallPicture small(byte[] file, int length) {
        return SmallPicture.decode(file, length, shape().width(), shape().height());
    }

    /** How to hold the image upright, 1 to 8 as EXIF counts. */
    default int orientation() {
        return shape().orientation();
    }

    /** Writes the image as object {@code id}, with whatever other objects it needs. */
    void write(PdfWriter pdf, int id, SharedObjects shared) throws IOException, PageFault;

    /** The entries that every image XObject has. */
    static String entries(int width, int height, int bits, String colorSpace) {
        return "/Type /XObject /Subtype /Image /Width " + width + " /Height " + height + " /BitsPerComponent " + bits
                + " /ColorSpace " + colorSpace;
    }

    /** @throws PageFault when an image of this size is empty or would take more memory than a page deserves */
    static void checkSize(int width, int height) throws PageFault {
        if (width <= 0 || height <= 0) {
            throw new PageFault("the image has no size (" + width + " x " + height + " pixels)");
        }
        if ((long) width * height > MAX_PIXELS) {
            throw new PageFault("the image is too large (" + width + " x " + height + " pixels, at most "
                    + MAX_PIXELS / 1_000_000 + " million); scan it at 200 or 300 dpi");
        }
    }
}
