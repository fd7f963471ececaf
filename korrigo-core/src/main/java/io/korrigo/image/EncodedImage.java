package io.korrigo.image;

import io.korrigo.Internal;
import io.korrigo.InvalidInputException;
import java.nio.ByteBuffer;

/**
 * What an image file's own bytes say about it, found before anything is decoded: its format, its size, and that the
 * file is whole.
 *
 * <p>OpenCV paints the missing part of a truncated JPEG grey without a word, and trusts the size in a header with as
 * much memory as it asks for; so both are checked here.
 *
 * @param format by content, whatever the file is called
 * @param width in pixels, above 0
 * @param height in pixels, above 0
 * @param pixelAspect how many times as wide as high a pixel is: about a half or 2 of faxes; 1 where the file does not say, or
 *     nothing that a scanner has
 */
@Internal
public record EncodedImage(Format format, int width, int height, double pixelAspect) {
    /** Above this many pixels an image is refused: an A3 sheet at 600 dpi has 70 million. */
    public static final long MAX_PIXELS = 100_000_000L;

    /** Rows and columns of fax modes differ by 2.08 at most; what differs more is a slip of the software. */
    private static final double MOST_UNLIKE = 3;
    /** Sides of pixels are alike if they differ by less: rounded densities, and the fine mode of faxes (204 x 196). */
    private static final double ALIKE = 1.25;

    public EncodedImage {
        double unlike = Math.max(pixelAspect, 1 / pixelAspect);
        pixelAspect = unlike > ALIKE && unlike < MOST_UNLIKE ? pixelAspect : 1;
    }

    enum Format {
        JPEG,
        PNG,
        TIFF
    }

    /**
     * Looks at the structure of {@code bytes}; decodes nothing.
     *
     * @param name how messages call the image
     * @throws InvalidInputException when it is not a whole JPEG, PNG or TIFF, or has more than {@link #MAX_PIXELS}
     */
    public static EncodedImage inspect(byte[] bytes, String name) {
        EncodedImage image;
        try {
            if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
                image = jpeg(bytes, name);
            } else if (startsWith(bytes, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
                image = png(bytes, name);
            } else if (TiffFile.recognises(bytes)) {
                image = tiff(bytes, name);
            } else {
                throw new InvalidInputException(
                        name + " is not a JPEG, PNG or TIFF image: hand in the scan itself in one of these formats");
            }
        } catch (IndexOutOfBoundsException e) {
            // every reader below walks offsets that the file itself states: one past the end is a cut file
            throw truncated(name);
        }
        if (image.width <= 0 || image.height <= 0) {
            throw new InvalidInputException(name + " has no pixels (" + image.width + " x " + image.height + ")");
        }
        if ((long) image.width * image.height > MAX_PIXELS) {
            throw new InvalidInputException(name + " is " + image.width + " x " + image.height
                    + " pixels, the limit is " + MAX_PIXELS / 1_000_000 + " million: scan at 200 or 300 dpi");
        }
        return image;
    }

    static InvalidInputException truncated(String name) {
        return new InvalidInputException(name + " is truncated: its end is missing; copy or scan it again");
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Size by the frame header, and that the end marker is there. */
    private static EncodedImage jpeg(byte[] bytes, String name) {
        JpegSegments jpeg = JpegSegments.of(bytes, bytes.length);
        int width = 0;
        int height = 0;
        double aspect = 1;
        for (JpegSegments.Segment segment : jpeg.segments()) {
            if (segment.isFrame()) {
                height = jpeg.unsignedShort(segment.data() + 1);
                width = jpeg.unsignedShort(segment.data() + 3);
            } else if (segment.marker() == JpegSegments.APP0 && jpeg.startsWith(segment, "JFIF\0", 12)) {
                aspect = (double) jpeg.unsignedShort(segment.data() + 10) / jpeg.unsignedShort(segment.data() + 8);
            } else if (segment.marker() == JpegSegments.SOS && width == 0) {
                throw new InvalidInputException(name + " is a damaged JPEG: data before the frame header");
            }
        }
        if (!jpeg.isWhole()) {
            throw truncated(name);
        }
        return new EncodedImage(Format.JPEG, width, height, aspect);
    }

    private static EncodedImage png(byte[] bytes, String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int at = 8;
        if (in.getInt(at + 4) != 0x49484452) {
            throw new InvalidInputException(name + " is a damaged PNG: it does not begin with its header");
        }
        int width = in.getInt(at + 8);
        int height = in.getInt(at + 12);
        double aspect = 1;
        // an oversized one is refused by its header alone, whatever follows
        while ((long) width * height <= MAX_PIXELS) {
            int length = in.getInt(at);
            int type = in.getInt(at + 4);
            if (length < 0 || length > bytes.length - at - 12) {
                throw truncated(name);
            }
            if (type == 0x49454E44) {
                break;
            }
            if (type == 0x70485973) {
                aspect = (double) in.getInt(at + 12) / in.getInt(at + 8);
            }
            at += 12 + length;
        }
        return new EncodedImage(Format.PNG, width, height, aspect);
    }

    /** Size, that every strip or tile lies within the file, and that its samples are of a kind that is read right. */
    private static EncodedImage tiff(byte[] bytes, String name) {
        TiffFile file = TiffFile.of(name, bytes);
        if (file.pages() > 1) {
            throw new InvalidInputException(
                    name + " holds " + file.pages() + " pages, and which one is meant was not said");
        }
        TiffDirectory page = file.directory(0);
        long width = page.first(TiffDirectory.WIDTH, 0);
        long height = page.first(TiffDirectory.HEIGHT, 0);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new InvalidInputException(name + " is a damaged TIFF: its size is " + width + " x " + height);
        }
        TiffFile.storedBytes(page, name, bytes.length);
        TiffSamples.requireReadable(page, name);
        return new EncodedImage(Format.TIFF, (int) width, (int) height, page.pixelAspect());
    }
}
