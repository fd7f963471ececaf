package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/**
 * A PDF's picture in JBIG2, as many copiers write pages in black and white, with the same pixels packed by deflate: no image file can
 * hold JBIG2, and most readers know none.
 */
final class Jbig2Picture {
    private static final COSName GLOBALS = COSName.getPDFName("JBIG2Globals");
    private static final List<COSName> MASKS = List.of(COSName.MASK, COSName.SMASK);

    private final String name;
    private final PageLimits limits;

    private Jbig2Picture(String name, PageLimits limits) {
        this.name = name;
        this.limits = limits;
    }

    /**
     * The picture with no JBIG2 in it or in its masks; itself where there is none. The document stays as it is.
     *
     * @param resources of the page or form that shows it, null where colours have no names
     * @param name what messages call the page
     * @throws InvalidInputException when its data is damaged, or too much work
     */
    static PDImageXObject unpacked(
            PDImageXObject picture, @Nullable PDResources resources, String name, PageLimits limits)
            throws IOException {
        COSStream stream = picture.getCOSObject();
        COSStream unpacked = new Jbig2Picture(name, limits).unpacked(stream);
        return unpacked == stream ? picture : new PDImageXObject(new PDStream(unpacked), resources);
    }

    private COSStream unpacked(COSStream stream) throws IOException {
        COSStream result = isJbig2(stream) ? plain(stream) : stream;
        for (COSName kind : MASKS) {
            COSStream mask = stream.getCOSStream(kind);
            if (mask != null && isJbig2(mask)) {
                result = result == stream ? copy(stream) : result;
                result.setItem(kind, plain(mask));
            }
        }
        return result;
    }

    private static boolean isJbig2(COSStream stream) {
        List<COSName> filters = UnpackedSize.filters(stream);
        return !filters.isEmpty() && COSName.JBIG2_DECODE.equals(filters.get(filters.size() - 1));
    }

    private static COSStream copy(COSStream stream) throws IOException {
        COSStream copy = new COSStream();
        copy.addAll(stream);
        try (InputStream in = stream.createRawInputStream();
                OutputStream out = copy.createRawOutputStream()) {
            in.transferTo(out);
        }
        return copy;
    }

    private COSStream plain(COSStream stream) throws IOException {
        int width = stream.getInt(COSName.WIDTH, COSName.W, 0);
        int height = stream.getInt(COSName.HEIGHT, COSName.H, 0);
        StoredPicture.requireSize(width, height, name);
        COSStream plain = new COSStream();
        plain.addAll(stream);
        plain.removeItem(COSName.FILTER);
        plain.removeItem(COSName.F);
        plain.removeItem(COSName.DECODE_PARMS);
        plain.removeItem(COSName.DP);
        plain.setInt(COSName.BITS_PER_COMPONENT, 1);
        Raster pixels = decoded(stream);
        if (pixels.getWidth() != width || pixels.getHeight() != height) {
            throw new InvalidInputException(name + " has a JBIG2 picture of " + pixels.getWidth() + " x "
                    + pixels.getHeight() + " pixels that says it has " + width + " x " + height
                    + ": print it to a new PDF");
        }
        try (OutputStream out = plain.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(((DataBufferByte) pixels.getDataBuffer()).getData());
        }
        return plain;
    }

    /** Rows of bits, each from a byte of its own on, 0 for black. */
    private Raster decoded(COSStream stream) throws IOException {
        byte[] segments = Jbig2Segments.checked(globals(stream), coded(stream), name);
        try {
            return Jbig2Decoder.decoded(segments, name, limits);
        } catch (NoClassDefFoundError leftOut) {
            throw new InvalidInputException(
                    name + " has a picture in JBIG2, which is read with org.apache.pdfbox:jbig2-imageio alone:"
                            + " add this library, or print the page to a new PDF",
                    leftOut);
        }
    }

    private static byte[] globals(COSStream stream) throws IOException {
        COSBase parameters = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        if (parameters instanceof COSArray array && array.size() > 0) {
            parameters = array.getObject(array.size() - 1);
        }
        COSStream globals = parameters instanceof COSDictionary dictionary ? dictionary.getCOSStream(GLOBALS) : null;
        if (globals == null) {
            return new byte[0];
        }
        try (InputStream in = globals.createInputStream()) {
            return in.readAllBytes();
        }
    }

    /** The data without other filters around it, which {@link UnpackedSize} has let pass. */
    private static byte[] coded(COSStream stream) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (InputStream in = new PDStream(stream).createInputStream(List.of(COSName.JBIG2_DECODE.getName()))) {
            in.transferTo(coded);
        }
        return coded.toByteArray();
    }
}
