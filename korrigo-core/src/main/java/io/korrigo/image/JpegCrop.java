package io.korrigo.image;

import io.korrigo.Internal;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a rectangle out of a JPEG file without encoding it again: the coefficients of the blocks that are left stay as they
 * are, and so do their pixels.
 *
 * <p>Cuts lie on the borders of coded units, 8 or 16 pixels apart. How the picture is to be held is said by an EXIF orientation,
 * nothing is turned. Only sequential files of 8 bits with all components in one scan can be cut: what scanners write.
 *
 * <p>As PNG half a sheet would have five times the bytes, as JPEG anew it would lose another bit of each pixel.
 *
 * <p><b>Threads:</b> for one thread; used once.
 */
@Internal
public final class JpegCrop {
    private static final int SOF0 = 0xC0;
    private static final int SOF1 = 0xC1;
    private static final int DHT = 0xC4;
    private static final int SOS = 0xDA;
    private static final int DRI = 0xDD;

    private final byte[] jpeg;
    private final HuffmanSymbols[] dc = new HuffmanSymbols[4];
    private final HuffmanSymbols[] ac = new HuffmanSymbols[4];
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int frame;
    private int restartInterval;

    private JpegCrop(byte[] jpeg) {
        this.jpeg = jpeg;
    }

    /**
     * A rectangle of a picture, in fractions of its stored width and height.
     *
     * @param left less than {@code right}
     * @param top less than {@code bottom}
     */
    public record Window(double left, double top, double right, double bottom) {
        /** @throws IllegalArgumentException when it is empty or leaves the picture */
        public Window {
            if (!(left >= 0 && left < right && right <= 1 && top >= 0 && top < bottom && bottom <= 1)) {
                throw new IllegalArgumentException("A window lies within its picture");
            }
        }

        /** All of it. */
        public static final Window WHOLE = new Window(0, 0, 1, 1);

        /** Where this lies in the picture before it was turned clockwise. */
        private Window turnedBack(int quarterTurns) {
            Window back = this;
            for (int i = 0; i < quarterTurns; i++) {
                back = new Window(back.top, 1 - back.right, back.bottom, 1 - back.left);
            }
            return back;
        }
    }

    /**
     * The part of a file that shows {@code window}, to be held {@code quarterTurns} clockwise; null where it can't be cut: it is
     * coded otherwise, says that it is mirrored, or nothing would be left. Where the file says itself how to hold it, both are counted from there.
     *
     * @param jpeg a file that {@link EncodedImage#inspect} let pass
     * @param quarterTurns 0 to 3
     */
    public static byte @Nullable [] cut(byte[] jpeg, Window window, int quarterTurns) {
        try {
            int held = held(jpeg);
            return held < 0 ? null : new JpegCrop(jpeg).cut(window.turnedBack(held), (held + quarterTurns) & 3);
        } catch (IndexOutOfBoundsException | HuffmanSymbols.NoSuchCodeException damaged) {
            // whether a damaged file can be decoded at all is the decoder's to say
            return null;
        }
    }

    private static int held(byte[] jpeg) {
        return JpegSegments.of(jpeg, jpeg.length).segments().stream()
                .filter(segment -> JpegOrientation.isExif(jpeg, segment.from()))
                .map(segment -> JpegOrientation.quarterTurns(jpeg, segment.from(), segment.end()))
                .findFirst()
                .orElse(0);
    }

    private byte @Nullable [] cut(Window window, int quarterTurns) {
        out.write(0xFF);
        out.write(0xD8);
        if (quarterTurns != 0) {
            out.writeBytes(JpegOrientation.segment(quarterTurns));
        }
        int at = 2;
        while (true) {
            while (unsigned(at) != 0xFF || unsigned(at + 1) == 0xFF) {
                at++;
            }
            int marker = unsigned(at + 1);
            int end = at + 2 + word(at + 2);
            boolean keep = true;
            switch (marker) {
                case SOF0, SOF1 -> {
                    if (unsigned(at + 4) != 8) {
                        return null;
                    }
                    frame = out.size();
                }
                case DHT -> tables(at + 4, end);
                case DRI -> {
                    restartInterval = word(at + 4);
                    keep = false;
                }
                case JpegSegments.APP1 -> keep = !JpegOrientation.isExif(jpeg, at);
                case SOS -> {
                    return frame == 0 ? null : cutScan(at, end, window);
                }
                default -> {
                    // progressive, lossless and arithmetic files have another order
                    if (marker > SOF1 && marker <= 0xCF) {
                        return null;
                    }
                }
            }
            if (keep) {
                out.write(jpeg, at, end - at);
            }
            at = end;
        }
    }

    private int unsigned(int at) {
        return jpeg[at] & 0xFF;
    }

    private int word(int at) {
        return unsigned(at) << 8 | unsigned(at + 1);
    }

    private void writeWord(int word) {
        out.write(word >> 8);
        out.write(word);
    }

    private void tables(int from, int end) {
        int at = from;
        while (at < end) {
            HuffmanSymbols code = new HuffmanSymbols(jpeg, at + 1);
            (unsigned(at) >> 4 == 1 ? ac : dc)[unsigned(at) & 3] = code;
            at += 17 + code.size();
        }
    }

    private byte @Nullable [] cutScan(int scan, int data, Window window) {
        byte[] head = out.toByteArray();
        int height = (head[frame + 5] & 0xFF) << 8 | head[frame + 6] & 0xFF;
        int width = (head[frame + 7] & 0xFF) << 8 | head[frame + 8] & 0xFF;
        int components = head[frame + 9] & 0xFF;
        boolean sequential = word(data - 3) == 0x3F && unsigned(data - 1) == 0;
        if (unsigned(scan + 4) != components || !sequential) {
            return null;
        }
        boolean alone = components == 1;
        int across = 1;
        int down = 1;
        int[] blocks = new int[components];
        for (int c = 0; c < components; c++) {
            int sampling = head[frame + 11 + 3 * c] & 0xFF;
            across = Math.max(across, alone ? 1 : sampling >> 4);
            down = Math.max(down, alone ? 1 : sampling & 15);
            blocks[c] = alone ? 1 : (sampling >> 4) * (sampling & 15);
        }
        int unitWidth = 8 * across;
        int unitHeight = 8 * down;
        int columns = (width + unitWidth - 1) / unitWidth;
        int rows = (height + unitHeight - 1) / unitHeight;
        int left = unit(window.left(), width, unitWidth, columns);
        int right = unit(window.right(), width, unitWidth, columns);
        int top = unit(window.top(), height, unitHeight, rows);
        int bottom = unit(window.bottom(), height, unitHeight, rows);
        if (left >= right || top >= bottom) {
            return null;
        }
        writeSize(
                head,
                Math.min(width, right * unitWidth) - left * unitWidth,
                Math.min(height, bottom * unitHeight) - top * unitHeight);
        HuffmanCopy copy = new HuffmanCopy(jpeg, data, out, components);
        copy.writeTables(out, scan, jpeg);
        out.write(jpeg, scan, data - scan);
        for (int unit = 0; unit < columns * rows; unit++) {
            if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
                copy.restart();
            }
            int row = unit / columns;
            boolean keep = row >= top && row < bottom && unit % columns >= left && unit % columns < right;
            for (int c = 0; c < components; c++) {
                int selectors = unsigned(scan + 6 + 2 * c);
                for (int block = 0; block < blocks[c]; block++) {
                    copy.block(c, dc[selectors >> 4 & 3], ac[selectors & 3], keep);
                }
            }
        }
        copy.finish();
        writeWord(0xFFD9);
        return out.toByteArray();
    }

    /** The border between coded units that is nearest to a place; the picture's end is one. */
    private static int unit(double place, int length, int unitLength, int units) {
        return place >= 1 ? units : Math.min(units, (int) Math.round(place * length / unitLength));
    }

    private void writeSize(byte[] head, int width, int height) {
        head[frame + 5] = (byte) (height >> 8);
        head[frame + 6] = (byte) height;
        head[frame + 7] = (byte) (width >> 8);
        head[frame + 8] = (byte) width;
        out.reset();
        out.writeBytes(head);
    }
}
