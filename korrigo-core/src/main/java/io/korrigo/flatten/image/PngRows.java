package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.image.SmallPicture;
import io.korrigo.image.SmallRows;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The compressed rows of a PNG that is not interlaced: that all of them are there, and what they show from afar.
 *
 * <p><b>Threads:</b> for one thread; used once.
 */
final class PngRows {
    private final byte[] file;
    private final List<int[]> data;
    private final int width;
    private final int height;
    private final int bits;
    private final int channels;
    private final byte @Nullable [] palette;

    /**
     * @param data begin and length of each piece of compressed data in {@code file}
     * @param palette red, green and blue of each colour, or null where samples are no indices
     */
    PngRows(byte[] file, List<int[]> data, int width, int height, int bits, int channels, byte @Nullable [] palette) {
        this.file = file;
        this.data = data;
        this.width = width;
        this.height = height;
        this.bits = bits;
        this.channels = channels;
        this.palette = palette;
    }

    /** Takes what has been inflated, in order. */
    private interface Sink {
        void take(byte[] inflated, int length) throws PageFault;
    }

    /**
     * Inflates the rows: checksums tell that the file is as it was written, this tells that its writer knew what it did.
     * Viewers paint rows that are missing black or white and say nothing.
     *
     * @param wanted how many of the bytes to look at, at most all
     */
    void check(long wanted) throws PageFault {
        byte[] buffer = new byte[1 << 16];
        inflate(wanted, buffer, (inflated, length) -> {});
    }

    /** Bytes of all rows, each with its filter. */
    long size() {
        return (1 + rowBytes()) * height;
    }

    private long rowBytes() {
        return ((long) width * bits * channels + 7) / 8;
    }

    /** Checks all rows and returns what they show. */
    SmallPicture small() throws PageFault {
        int length = (int) rowBytes();
        byte[] row = new byte[length];
        byte[] above = new byte[length];
        byte[] grey = new byte[width];
        byte[] greys = greys();
        SmallRows small = new SmallRows(width, height, SmallPicture.shrinking(width, height));
        // a whole number of rows at a time
        byte[] buffer = new byte[(length + 1) * Math.max(1, (1 << 16) / (length + 1))];
        Sink sink = (inflated, count) -> {
            for (int at = 0; at + length < count; at += length + 1) {
                System.arraycopy(inflated, at + 1, row, 0, length);
                unfilter(inflated[at], row, above);
                toGrey(row, grey, greys);
                small.add(grey, 0);
                System.arraycopy(row, 0, above, 0, length);
            }
        };
        inflate(size(), buffer, sink);
        return small.picture();
    }

    private void inflate(long wanted, byte[] buffer, Sink sink) throws PageFault {
        Inflater inflater = new Inflater();
        try {
            long found = 0;
            int filled = 0;
            for (int[] part : data) {
                inflater.setInput(file, part[0], part[1]);
                while (found < wanted && !inflater.needsInput() && !inflater.finished()) {
                    int read = inflater.inflate(buffer, filled, (int) Math.min(buffer.length - filled, wanted - found));
                    if (read == 0 && inflater.needsDictionary()) {
                        throw new PageFault("the PNG is damaged: its rows need a preset dictionary");
                    }
                    if (found == 0 && read > 0 && buffer[0] > 4) {
                        throw new PageFault("the PNG is damaged: its first row is of no known kind");
                    }
                    found += read;
                    filled += read;
                    if (filled == buffer.length || found == wanted) {
                        sink.take(buffer, filled);
                        filled = 0;
                    }
                }
            }
            if (found < wanted) {
                throw new PageFault("the PNG is damaged: it holds fewer rows than it says; upload the page again");
            }
        } catch (DataFormatException e) {
            throw new PageFault("the PNG is damaged: its rows can't be unpacked; upload the page again", e);
        } finally {
            inflater.end();
        }
    }

    /** Undoes a row's filter (PNG, 9.2). */
    private void unfilter(int filter, byte[] row, byte[] above) throws PageFault {
        int back = Math.max(1, bits * channels / 8);
        switch (filter) {
            case 0 -> {}
            case 1 -> {
                for (int i = back; i < row.length; i++) {
                    row[i] += row[i - back];
                }
            }
            case 2 -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < back ? 0 : row[i - back] & 0xFF;
                    row[i] += (byte) (left + (above[i] & 0xFF) >> 1);
                }
            }
            case 4 -> {
                for (int i = 0; i < Math.min(back, row.length); i++) {
                    row[i] += above[i];
                }
                for (int i = back; i < row.length; i++) {
                    row[i] += paeth(row[i - back] & 0xFF, above[i] & 0xFF, above[i - back] & 0xFF);
                }
            }
            default -> throw new PageFault("the PNG is damaged: one of its rows is of no known kind");
        }
    }

    private static byte paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        return (byte) (toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
    }

    /** The grey of each sample that has at most eight bits. */
    private byte[] greys() {
        byte[] greys = new byte[1 << Math.min(8, bits)];
        for (int i = 0; i < greys.length; i++) {
            int at = 3 * i;
            greys[i] = palette == null
                    ? (byte) (i * 255 / (greys.length - 1))
                    : at + 2 < palette.length ? grey(palette[at], palette[at + 1], palette[at + 2]) : 0;
        }
        return greys;
    }

    private static byte grey(int red, int green, int blue) {
        return (byte) (77 * (red & 0xFF) + 151 * (green & 0xFF) + 28 * (blue & 0xFF) >> 8);
    }

    private void toGrey(byte[] row, byte[] grey, byte[] greys) {
        int step = bits * channels / 8;
        if (channels >= 3) {
            int sample = bits / 8;
            for (int x = 0, at = 0; x < width; x++, at += step) {
                grey[x] = grey(row[at], row[at + sample], row[at + 2 * sample]);
            }
        } else if (bits == 8 && palette == null && channels == 1) {
            System.arraycopy(row, 0, grey, 0, width);
        } else if (bits < 8) {
            int mask = (1 << bits) - 1;
            for (int x = 0; x < width; x++) {
                int bit = x * bits;
                grey[x] = greys[row[bit >> 3] >> 8 - bits - (bit & 7) & mask];
            }
        } else {
            for (int x = 0, at = 0; x < width; x++, at += step) {
                grey[x] = bits == 8 ? greys[row[at] & 0xFF] : row[at];
            }
        }
    }
}
