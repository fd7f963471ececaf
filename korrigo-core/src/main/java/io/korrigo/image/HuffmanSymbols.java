package io.korrigo.image;

import java.util.Arrays;

/**
 * A Huffman code of a JPEG file (ITU-T T.81 annex C), made for reading symbol by symbol.
 *
 * <p><b>Threads:</b> immutable.
 */
final class HuffmanSymbols {
    private final int size;
    /** By the next 16 bits: length of the code that they begin with, then its symbol in the lower eight; 0 for none. */
    private final short[] codes = new short[1 << 16];

    /** Data that begins with no code. */
    static final class NoSuchCodeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoSuchCodeException() {
            super(null, null, false, false);
        }
    }

    /** @param at where the sixteen counts of codes by length stand in {@code jpeg} */
    HuffmanSymbols(byte[] jpeg, int at) {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            for (int i = 0; i < (jpeg[at + length - 1] & 0xFF); i++) {
                int from = code << 16 - length;
                Arrays.fill(
                        codes, from, from + (1 << 16 - length), (short) (length << 8 | jpeg[at + 16 + index] & 0xFF));
                code++;
                index++;
            }
            code <<= 1;
        }
        size = index;
    }

    /** How many codes there are. */
    int size() {
        return size;
    }

    /**
     * Length and symbol of the code that {@code next}, 16 bits, begins with: {@code length << 8 | symbol}.
     *
     * @throws NoSuchCodeException when there is none
     */
    int code(int next) {
        int code = codes[next];
        if (code == 0) {
            throw new NoSuchCodeException();
        }
        return code;
    }
}
