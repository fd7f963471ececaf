package io.korrigo.image;

import io.korrigo.InvalidInputException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What an image file's own bytes say of it, found before anything is decoded: its format, its size, and that the
 * file is whole.
 *
 * <p>OpenCV paints the missing part of a truncated JPEG grey without a word, and trusts the size in a header with as
 * much memory as it asks for; so both are checked here.
 *
 * @param format by content, whatever the file is called
 * @param width in pixels, above 0
 * @param height in pixels, above 0
 */
public record EncodedImage(Format format, int width, int height) {
    /** Above this many pixels an image is refused: an A3 sheet at 600 dpi has 70 million. */
    public static final long MAX_PIXELS = 100_000_000L;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

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

    /** Walks the segments of ITU-T T.81 annex B to the frame header, then the entropy-coded data to EOI. */
    private static EncodedImage jpeg(byte[] bytes, String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int width = 0;
        int height = 0;
        int at = 2;
        while (true) {
            at = nextMarker(bytes, at);
            int marker = in.get(at + 1) & 0xFF;
            if (marker == 0xD9) {
                return new EncodedImage(Format.JPEG, width, height);
            }
            // stuffed byte, fill byte, restart marker, TEM and SOI stand alone
            if (marker == 0xFF) {
                at++;
            } else if (marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                at += 2;
            } else {
                int length = in.getShort(at + 2) & 0xFFFF;
                boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
                if (frame) {
                    height = in.getShort(at + 5) & 0xFFFF;
                    width = in.getShort(at + 7) & 0xFFFF;
                }
                if (marker == 0xDA && width == 0) {
                    throw new InvalidInputException(name + " is a damaged JPEG: data before the frame header");
                }
                at += 2 + Math.max(2, length);
            }
        }
    }

    /** Index of the next byte FF from {@code from} on, past the end where there is none; eight bytes at a time. */
    private static int nextMarker(byte[] bytes, int from) {
        int at = from;
        while (at + 8 <= bytes.length) {
            long inverted = ~(long) EIGHT_BYTES.get(bytes, at);
            if ((inverted - LOW_BITS & ~inverted & HIGH_BITS) != 0) {
                break;
            }
            at += 8;
        }
        while (bytes[at] != (byte) 0xFF) {
            at++;
        }
        return at;
    }

    private static EncodedImage png(byte[] bytes, String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int at = 8;
        if (in.getInt(at + 4) != 0x49484452) {
            throw new InvalidInputException(name + " is a damaged PNG: it does not begin with its header");
        }
        int width = in.getInt(at + 8);
        int height = in.getInt(at + 12);
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
            at += 12 + length;
        }
        return new EncodedImage(Format.PNG, width, height);
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
        return new EncodedImage(Format.TIFF, (int) width, (int) height);
    }
}
