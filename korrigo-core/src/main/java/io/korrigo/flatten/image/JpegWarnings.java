package io.korrigo.flatten.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What the platform's decoder warns of in a JPEG whose rows can't be counted: in a progressive one, each scan goes over the
 * whole picture, and one that ends early leaves the rest coarse or grey.
 */
final class JpegWarnings {
    /** Of what is decoded, no more pixels are kept than one in so many both ways. */
    private static final int KEPT = 32;

    /** As libjpeg says it, in English everywhere. */
    private static final String ENDS_EARLY = "premature end";

    private JpegWarnings() {}

    /** Whether some of the data is missing; false also for what can't be decoded here, which viewers may know better. */
    static boolean endsEarly(byte[] file, int length) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        if (!readers.hasNext()) {
            return false;
        }
        ImageReader reader = readers.next();
        AtomicBoolean early = new AtomicBoolean();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file, 0, length))) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener((source, warning) ->
                    early.compareAndSet(false, warning.toLowerCase(Locale.ROOT).contains(ENDS_EARLY)));
            ImageReadParam sparse = reader.getDefaultReadParam();
            sparse.setSourceSubsampling(KEPT, KEPT, 0, 0);
            reader.readRaster(0, sparse);
            return early.get();
        } catch (IOException | RuntimeException undecodable) {
            return early.get();
        } finally {
            reader.dispose();
        }
    }
}
