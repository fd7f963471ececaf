package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import java.util.Arrays;

/** A code of a JPEG (ITU-T T.81, annex C): which symbol which bits stand for. */
final class HuffmanTable {
    /** Differences of up to 11 bits, all that a baseline JPEG can have, as annex K.3 codes them. */
    static final byte[] ALL_DIFFERENCES = {
        0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    };

    private static final int MAX_LENGTH = 16;

    /** By the next 16 bits: the code's length and its symbol, or 0. */
    private final short[] lookup = new short[1 << MAX_LENGTH];

    /** By symbol: the code's length above its bits, or 0. */
    private final int[] codes = new int[256];

    /**
     * @param data the number of codes of each length from 1 to 16, then the symbols
     * @throws PageFault when they can't be a code
     */
    HuffmanTable(byte[] data, int from, int end) throws PageFault {
        int symbolAt = from + MAX_LENGTH;
        int code = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            for (int i = data[from + length - 1] & 0xFF; i > 0; i--) {
                int first = code << MAX_LENGTH - length;
                int last = code + 1 << MAX_LENGTH - length;
                if (symbolAt >= end || last > lookup.length) {
                    throw new PageFault("the JPEG is damaged: its tables make no code");
                }
                int symbol = data[symbolAt++] & 0xFF;
                Arrays.fill(lookup, first, last, (short) (length << 8 | symbol));
                codes[symbol] = length << MAX_LENGTH | code;
                code++;
            }
            code <<= 1;
        }
    }

    /** The length, in bits, of the code that these 16 bits begin with; 0 when there is none. */
    int length(int bits) {
        return lookup[bits] >> 8;
    }

    /** What the code that these 16 bits begin with stands for. */
    int symbol(int bits) {
        return lookup[bits] & 0xFF;
    }

    boolean has(int symbol) {
        return codes[symbol] != 0;
    }

    int codeLength(int symbol) {
        return codes[symbol] >> MAX_LENGTH;
    }

    int code(int symbol) {
        return codes[symbol] & (1 << MAX_LENGTH) - 1;
    }
}
