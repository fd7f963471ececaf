package io.korrigo.identify;

import java.util.Arrays;

/**
 * A Huffman code of a JPEG file (ITU-T T.81 annex C), made for skipping: each code tells how many bits it and its
 * coefficient take together, and how many coefficients it stands for.
 *
 * <p><b>Threads:</b> immutable.
 */
final class HuffmanCode {
    /** How many bits are looked up at once; longer codes are rare. */
    static final int LOOKUP = 10;

    /** In place of a run: no coefficient follows in this block. */
    static final int END_OF_BLOCK = 64;

    private final boolean ac;
    private final byte[] values;
    /** By the next {@link #LOOKUP} bits: bits to skip, and coefficients times 256; 0 where the code is longer. */
    private final int[] steps = new int[1 << LOOKUP];
    /** By length of code: first code behind the last one of this length, left-aligned to 16 bits. */
    private final int[] limits = new int[18];

    private final int[] offsets = new int[17];

    /** @param at where the sixteen counts of codes by length stand in {@code jpeg} */
    HuffmanCode(byte[] jpeg, int at, boolean ac) {
        this.ac = ac;
        int size = 0;
        for (int length = 1; length <= 16; length++) {
            size += jpeg[at + length - 1] & 0xFF;
        }
        values = Arrays.copyOfRange(jpeg, at + 16, at + 16 + size);
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            offsets[length] = index - code;
            for (int i = 0; i < (jpeg[at + length - 1] & 0xFF); i++) {
                if (length <= LOOKUP) {
                    int from = code << LOOKUP - length;
                    Arrays.fill(steps, from, from + (1 << LOOKUP - length), step(length, values[index] & 0xFF));
                }
                code++;
                index++;
            }
            limits[length] = code << 16 - length;
            code <<= 1;
        }
        limits[17] = Integer.MAX_VALUE;
    }

    /** How many codes there are. */
    int size() {
        return values.length;
    }

    private int step(int length, int value) {
        if (!ac) {
            return length + value | 1 << 8;
        }
        int run = value >> 4;
        int bits = value & 15;
        if (bits == 0) {
            return length | (run == 15 ? 16 : END_OF_BLOCK) << 8;
        }
        return length + bits | run + 1 << 8;
    }

    /**
     * Bits to skip, and coefficients times 256; 0 when no code begins like this.
     *
     * @param next the next 16 bits of the data
     */
    int step(int next) {
        int step = steps[next >> 16 - LOOKUP];
        if (step != 0) {
            return step;
        }
        int length = LOOKUP + 1;
        while (next >= limits[length]) {
            length++;
        }
        return length > 16 ? 0 : step(length, values[(next >> 16 - length) + offsets[length]] & 0xFF);
    }
}
