package io.korrigo.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Copies blocks of a JPEG scan into another, and leaves others out. AC coefficients keep their codes; DC coefficients, which are
 * told as differences to the block before, get new ones, in a code that has all of them.
 *
 * <p><b>Threads:</b> for one thread. An {@link ArrayIndexOutOfBoundsException} tells that the file ends too early.
 */
final class HuffmanCopy {
    /** How many codes of 1 to 16 bits the code of ITU-T T.81, table K.3, has; they stand for 0 to 11 bits. */
    private static final int[] DC_LENGTHS = {0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0};

    private static final int DC_SYMBOLS = 12;
    private static final int[] DC_CODES = new int[DC_SYMBOLS];
    private static final int[] DC_CODE_LENGTHS = new int[DC_SYMBOLS];

    static {
        int code = 0;
        int symbol = 0;
        for (int length = 1; length <= 16; length++) {
            for (int i = 0; i < DC_LENGTHS[length - 1]; i++) {
                DC_CODES[symbol] = code++;
                DC_CODE_LENGTHS[symbol++] = length;
            }
            code <<= 1;
        }
    }

    private final byte[] bytes;
    private final ByteArrayOutputStream out;
    private final int[] before;
    private final int[] writtenBefore;
    private int at;
    private long bits;
    private int count;
    private long pending;
    private int pendingCount;

    /** @param from where the data begins in {@code bytes} */
    HuffmanCopy(byte[] bytes, int from, ByteArrayOutputStream out, int components) {
        this.bytes = bytes;
        this.at = from;
        this.out = out;
        this.before = new int[components];
        this.writtenBefore = new int[components];
    }

    /** Writes the code of DC coefficients under every name that the scan header at {@code scan} calls it by. */
    void writeTables(ByteArrayOutputStream to, int scan, byte[] jpeg) {
        for (int c = 0; c < before.length; c++) {
            to.write(0xFF);
            to.write(0xC4);
            to.write(0);
            to.write(2 + 17 + DC_SYMBOLS);
            to.write((jpeg[scan + 6 + 2 * c] & 0xFF) >> 4);
            for (int lengths : DC_LENGTHS) {
                to.write(lengths);
            }
            for (int symbol = 0; symbol < DC_SYMBOLS; symbol++) {
                to.write(symbol);
            }
        }
    }

    /** Reads a block of component {@code c}, and writes it where it is kept. */
    void block(int c, HuffmanSymbols dc, HuffmanSymbols ac, boolean keep) {
        int size = symbol(dc) & 0xFF;
        int value = (int) take(size);
        // a difference whose first bit is 0 is negative (T.81, F.2.2.1)
        before[c] += size == 0 || value >> size - 1 != 0 ? value : value - (1 << size) + 1;
        if (keep) {
            writeDifference(before[c] - writtenBefore[c]);
            writtenBefore[c] = before[c];
        }
        for (int coefficient = 1; coefficient < 64; ) {
            fill();
            int next = (int) (bits >>> count - 16) & 0xFFFF;
            int code = ac.code(next);
            int length = code >> 8;
            int symbol = code & 0xFF;
            int extra = symbol & 15;
            if (keep) {
                write(bits >>> count - length - extra, length + extra);
            }
            count -= length + extra;
            if (symbol == 0) {
                return;
            }
            coefficient += (symbol >> 4) + 1;
        }
    }

    private void writeDifference(int difference) {
        int size = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
        if (size >= DC_SYMBOLS) {
            throw new HuffmanSymbols.NoSuchCodeException();
        }
        write(DC_CODES[size], DC_CODE_LENGTHS[size]);
        write(difference < 0 ? difference + (1 << size) - 1 : difference, size);
    }

    private int symbol(HuffmanSymbols code) {
        fill();
        int found = code.code((int) (bits >>> count - 16) & 0xFFFF);
        count -= found >> 8;
        return found;
    }

    private long take(int size) {
        fill();
        count -= size;
        return bits >>> count & (1L << size) - 1;
    }

    /** At least 32 bits; behind the data's end zeros are read, as decoders do. */
    private void fill() {
        while (count <= 48) {
            int next = bytes[at] & 0xFF;
            if (next == 0xFF && bytes[at + 1] != 0) {
                next = 0;
            } else {
                at += next == 0xFF ? 2 : 1;
            }
            bits = bits << 8 | next;
            count += 8;
        }
    }

    /** Goes on behind the restart marker that comes next. */
    void restart() {
        while ((bytes[at] & 0xFF) != 0xFF || (bytes[at + 1] & 0xF8) != 0xD0) {
            at++;
        }
        at += 2;
        count = 0;
        bits = 0;
        Arrays.fill(before, 0);
    }

    private void write(long value, int length) {
        pending = pending << length | value & (1L << length) - 1;
        pendingCount += length;
        while (pendingCount >= 8) {
            pendingCount -= 8;
            int next = (int) (pending >>> pendingCount) & 0xFF;
            out.write(next);
            if (next == 0xFF) {
                out.write(0);
            }
        }
    }

    /** Fills the last byte with ones, as T.81 asks. */
    void finish() {
        if (pendingCount > 0) {
            write((1 << 8 - pendingCount) - 1, 8 - pendingCount);
        }
    }
}
