package io.korrigo.testkit.pages;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes a scan as a scanner does: JPEG that names its resolution, PNG for black and white. */
final class PageEncoder {
    /** Where a JFIF header holds the unit of its density, then the densities, two bytes each. */
    private static final int DENSITY_UNIT = 13;

    private PageEncoder() {}

    static byte[] encode(BufferedImage image, ScanSettings settings) {
        String format = settings.bilevel() ? "png" : "jpeg";
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (!settings.bilevel()) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(settings.jpegQuality() / 100f);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode a page as " + format, e);
        } finally {
            writer.dispose();
        }
        byte[] encoded = bytes.toByteArray();
        if (!settings.bilevel()) {
            encoded[DENSITY_UNIT] = 1;
            for (int at : new int[] {DENSITY_UNIT + 1, DENSITY_UNIT + 3}) {
                encoded[at] = (byte) (settings.dpi() >> 8);
                encoded[at + 1] = (byte) settings.dpi();
            }
        }
        return encoded;
    }
}
