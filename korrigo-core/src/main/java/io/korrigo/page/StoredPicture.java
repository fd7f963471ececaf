package io.korrigo.page;

import io.korrigo.InvalidInputException;
import io.korrigo.image.EncodedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/**
 * A PDF's picture as an image file, without another loss: a JPEG is taken over byte by byte, fax coding wrapped as TIFF,
 * rows that deflate packed as PNG.
 */
final class StoredPicture {
    private final COSStream stream;
    private final String name;
    private final int width;
    private final int height;

    private StoredPicture(COSStream stream, int width, int height, String name) {
        this.stream = stream;
        this.width = width;
        this.height = height;
        this.name = name;
    }

    /**
     * The picture's file, or empty where it has to be decoded to be seen right.
     *
     * @param name what messages call the page
     * @throws InvalidInputException when it has too many pixels, or its data is cut
     */
    static Optional<byte[]> of(PDImageXObject picture, String name) throws IOException {
        requireSize(picture.getWidth(), picture.getHeight(), name);
        return Optional.ofNullable(
                new StoredPicture(picture.getCOSObject(), picture.getWidth(), picture.getHeight(), name).file());
    }

    /** @throws InvalidInputException when a picture has no pixels, or more than a page image may have */
    static void requireSize(int width, int height, String name) {
        if (width <= 0 || height <= 0 || (long) width * height > EncodedImage.MAX_PIXELS) {
            throw new InvalidInputException(name + " has a picture of " + width + " x " + height
                    + " pixels, the limit is " + EncodedImage.MAX_PIXELS / 1_000_000
                    + " million: scan at 200 or 300 dpi");
        }
    }

    private byte @Nullable [] file() throws IOException {
        List<COSName> filters = UnpackedSize.filters(stream);
        if (filters.size() != 1) {
            return null;
        }
        COSName filter = filters.get(0);
        if (COSName.DCT_DECODE.equals(filter)) {
            return isGreyOrRgb() && isUsualDecode() ? stored() : null;
        }
        if (COSName.CCITTFAX_DECODE.equals(filter)) {
            return FaxTiff.of(width, height, parameters(), isInverted(), stored());
        }
        return COSName.FLATE_DECODE.equals(filter) ? png() : null;
    }

    private byte[] stored() throws IOException {
        try (InputStream in = stream.createRawInputStream()) {
            return in.readAllBytes();
        }
    }

    private COSDictionary parameters() {
        COSBase parameters = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        if (parameters instanceof COSArray array && array.size() == 1) {
            parameters = array.getObject(0);
        }
        return parameters instanceof COSDictionary dictionary ? dictionary : new COSDictionary();
    }

    private boolean isStencil() {
        return stream.getBoolean(COSName.IMAGE_MASK, COSName.getPDFName("IM"), false);
    }

    private int bits() {
        return isStencil() ? 1 : stream.getInt(COSName.BITS_PER_COMPONENT, COSName.BPC, 8);
    }

    private @Nullable COSBase space() {
        return isStencil() ? COSName.DEVICEGRAY : stream.getDictionaryObject(COSName.COLORSPACE, COSName.CS);
    }

    private boolean isGreyOrRgb() {
        int channels = PictureColors.channels(space());
        return channels == 1 || channels == 3;
    }

    private boolean isUsualDecode() {
        float[] decode = decode();
        for (int i = 0; i < decode.length; i++) {
            if (decode[i] != (i & 1)) {
                return false;
            }
        }
        return true;
    }

    /** Whether 0 is white and 1 black of a picture with one bit a pixel. */
    private boolean isInverted() {
        float[] decode = decode();
        return decode.length == 2 && decode[0] == 1 && decode[1] == 0;
    }

    private float[] decode() {
        COSBase decode = stream.getDictionaryObject(COSName.DECODE, COSName.D);
        return decode instanceof COSArray array ? array.toFloatArray() : new float[0];
    }

    private byte @Nullable [] png() throws IOException {
        int bits = bits();
        byte[] palette = PictureColors.palette(space(), bits);
        int channels = palette == null ? PictureColors.channels(space()) : 1;
        boolean inverted = bits == 1 && channels == 1 && palette == null && isInverted();
        if (channels != 1 && channels != 3 || !inverted && !isUsualDecode() || !isDepth(bits, channels)) {
            return null;
        }
        if (inverted) {
            palette = new byte[] {-1, -1, -1, 0, 0, 0};
        }
        int colorType = palette != null ? PngFile.PALETTE : channels == 1 ? PngFile.GREY : PngFile.RGB;
        return FlateRows.png(
                stream,
                parameters(),
                new FlateRows.Shape(width, height, bits, channels),
                colorType,
                palette == null ? new byte[0] : palette,
                name);
    }

    private static boolean isDepth(int bits, int channels) {
        return bits == 8 || channels == 1 && (bits == 1 || bits == 2 || bits == 4);
    }
}
