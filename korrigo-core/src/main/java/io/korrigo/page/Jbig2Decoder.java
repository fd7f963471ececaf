package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.awt.image.Raster;
import java.io.IOException;
import org.apache.pdfbox.jbig2.JBIG2ImageReader;
import org.apache.pdfbox.jbig2.JBIG2ImageReaderSpi;

/**
 * Apache's reader of JBIG2, which is called here and nowhere else: it knows no limits, and a host may leave it out. No other
 * class may need it to be loaded.
 */
final class Jbig2Decoder {
    private Jbig2Decoder() {}

    /**
     * Rows of bits, each from a byte of its own on, 0 for black.
     *
     * @param segments that {@link Jbig2Segments} has looked through
     * @param name what messages call the page
     * @throws InvalidInputException when the picture is too much work
     * @throws NoClassDefFoundError where the reader was left out
     */
    static Raster decoded(byte[] segments, String name, PageLimits limits) throws IOException {
        JBIG2ImageReader reader = new JBIG2ImageReader(new JBIG2ImageReaderSpi());
        try (GuardedInput input = new GuardedInput(segments, name, limits)) {
            reader.setInput(input);
            StoredPicture.requireSize(reader.getWidth(0), reader.getHeight(0), name);
            return reader.readRaster(0, null);
        } catch (RuntimeException wrapped) {
            for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidInputException refused) {
                    throw refused;
                }
            }
            throw wrapped;
        } catch (OutOfMemoryError one) {
            // of a single symbol of an insane size, which is known no sooner than it is made
            throw new InvalidInputException(
                    name + " has a JBIG2 picture with a larger symbol than there is memory for: print it to a new PDF",
                    one);
        } finally {
            reader.dispose();
        }
    }
}
