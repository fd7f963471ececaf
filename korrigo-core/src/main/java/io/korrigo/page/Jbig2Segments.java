package io.korrigo.page;

import io.korrigo.InvalidInputException;
import io.korrigo.image.EncodedImage;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Looks through the segments of a JBIG2 picture (ITU-T T.88) before any is decoded, and writes them anew: only those that
 * say what is seen, none asking for more than a page can need.
 *
 * <p>Each segment's data is followed by the mark that ends arithmetic codes, {@link #END}. Who decodes codes that stop too early
 * then meets the mark again and again, and has to read it, instead of making up pixels from nothing without end.
 */
final class Jbig2Segments {
    private static final byte[] END = {(byte) 0xFF, (byte) 0xAC};
    /** Of all regions together: a page whose text, halftones and refinements each fill it has three. */
    private static final long MOST_REGION_PIXELS = 4 * EncodedImage.MAX_PIXELS;
    /** Of a dictionary; a page full of writing has some thousand. */
    private static final long MOST_SYMBOLS = 1 << 16;
    /** Of a halftone: an A3 sheet at 600 dpi in cells of 3 by 3 pixels. */
    private static final long MOST_CELLS = 8_000_000;
    /** Of all patterns of a dictionary: 256 of 64 by 64. */
    private static final long MOST_PATTERN_PIXELS = 1 << 20;
    /** Dictionaries that one segment uses; encoders have one for all pages and a few for each. */
    private static final long MOST_REFERRED = 64;

    private static final long UNKNOWN = 0xFFFF_FFFFL;
    private static final int SYMBOLS = 0;
    private static final int PATTERNS = 16;
    private static final int GENERIC_REGION = 38;
    private static final int PAGE = 48;
    private static final int STRIPE_END = 50;
    private static final int HUFFMAN_TABLE = 53;
    private static final Set<Integer> HALFTONES = Set.of(20, 22, 23);
    private static final Set<Integer> OTHER_REGIONS = Set.of(4, 6, 7, 36, GENERIC_REGION, 39, 40, 42, 43);

    private final String name;
    private final ByteArrayOutputStream checked = new ByteArrayOutputStream();
    private long regionPixels;
    private int pageWidth;

    private Jbig2Segments(String name) {
        this.name = name;
    }

    /**
     * The segments of a picture in one piece.
     *
     * @param globals those that the file has for all of its pictures, empty where it has none
     * @param own those of the picture
     * @param name what messages call the page
     * @throws InvalidInputException when they are cut, or ask for too much
     */
    static byte[] checked(byte[] globals, byte[] own, String name) {
        Jbig2Segments segments = new Jbig2Segments(name);
        try {
            segments.add(ByteBuffer.wrap(globals));
            segments.add(ByteBuffer.wrap(own));
        } catch (BufferUnderflowException cut) {
            throw new InvalidInputException(
                    name + " has a JBIG2 picture that is cut short: scan or export it again", cut);
        }
        return segments.checked.toByteArray();
    }

    private void add(ByteBuffer in) {
        while (in.hasRemaining()) {
            int from = in.position();
            long number = in.getInt() & UNKNOWN;
            int flags = in.get() & 0xFF;
            long referred = in.get(in.position()) >> 5 & 7;
            if (referred <= 4) {
                in.get();
            } else {
                referred = in.getInt() & 0x1FFF_FFFF;
                require(referred, MOST_REFERRED, "references");
                skip(in, (referred + 8) / 8);
            }
            skip(in, referred * (number <= 256 ? 1 : number <= 65_536 ? 2 : 4));
            skip(in, (flags & 0x40) == 0 ? 1 : 4);
            byte[] head = new byte[in.position() - from];
            in.get(from, head);
            long length = in.getInt() & UNKNOWN;
            int type = flags & 0x3F;
            if (length == UNKNOWN && type == GENERIC_REGION) {
                length = in.remaining();
            }
            ByteBuffer data = in.slice();
            skip(in, length);
            data.limit((int) length);
            if (check(type, data.duplicate())) {
                write(head, data);
            }
        }
    }

    private static void skip(ByteBuffer in, long bytes) {
        if (bytes > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) bytes);
    }

    private void write(byte[] head, ByteBuffer data) {
        checked.writeBytes(head);
        checked.writeBytes(
                ByteBuffer.allocate(4).putInt(data.remaining() + END.length).array());
        checked.write(data.array(), data.arrayOffset() + data.position(), data.remaining());
        checked.writeBytes(END);
    }

    /** Whether the segment has to do with what is seen. */
    private boolean check(int type, ByteBuffer data) {
        if (type == PAGE) {
            int width = data.getInt();
            int height = data.getInt();
            // a page in stripes learns its height from the last one
            StoredPicture.requireSize(width, height == -1 ? 1 : height, name);
            pageWidth = width;
        } else if (HALFTONES.contains(type) || OTHER_REGIONS.contains(type)) {
            checkRegion(HALFTONES.contains(type), data);
        } else if (type == SYMBOLS) {
            checkSymbols(data);
        } else if (type == PATTERNS) {
            checkPatterns(data);
        } else if (type == STRIPE_END) {
            StoredPicture.requireSize(Math.max(pageWidth, 1), data.getInt() + 1, name);
        } else {
            return type == HUFFMAN_TABLE;
        }
        return true;
    }

    private void checkRegion(boolean halftone, ByteBuffer data) {
        int width = data.getInt();
        int height = data.getInt();
        StoredPicture.requireSize(width, height, name);
        regionPixels += (long) width * height;
        require(regionPixels, MOST_REGION_PIXELS, "pixels in regions");
        if (halftone) {
            // place and way of combining, flags
            skip(data, 4 + 4 + 1 + 1);
            long across = data.getInt() & UNKNOWN;
            long down = data.getInt() & UNKNOWN;
            require(across, MOST_CELLS, "halftone cells");
            require(down, MOST_CELLS, "halftone cells");
            require(across * down, MOST_CELLS, "halftone cells");
        }
    }

    private void checkSymbols(ByteBuffer data) {
        int flags = data.getShort();
        boolean huffman = (flags & 1) != 0;
        boolean refining = (flags & 2) != 0;
        int template = flags >> 10 & 3;
        int refiningTemplate = flags >> 12 & 1;
        skip(data, huffman ? 0 : template == 0 ? 8 : 2);
        skip(data, refining && refiningTemplate == 0 ? 4 : 0);
        require(data.getInt() & UNKNOWN, MOST_SYMBOLS, "symbols");
        require(data.getInt() & UNKNOWN, MOST_SYMBOLS, "symbols");
    }

    private void checkPatterns(ByteBuffer data) {
        data.get();
        long pixels = (data.get() & 0xFF) * (data.get() & 0xFF);
        long patterns = (data.getInt() & UNKNOWN) + 1;
        require(patterns, MOST_SYMBOLS, "patterns");
        require(pixels * patterns, MOST_PATTERN_PIXELS, "pixels in patterns");
    }

    private void require(long count, long most, String of) {
        if (count > most) {
            throw new InvalidInputException(name + " has a JBIG2 picture of " + count + " " + of + ", the limit is "
                    + most + ": print it to a new PDF");
        }
    }
}
