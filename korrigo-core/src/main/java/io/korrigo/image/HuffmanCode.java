package io.korrigo.image;

import java.util.Arrays;

/**
 * A Huffman code of a JPEG file (ITU-T T.81 annex C), made for skipping: each code tells how many bits it and its
 * coefficient take together, and how many coefficients it stands for. Both are packed into one number, a step; 0 is none.
 *
 * <p><b>Threads:</b> immutable.
 */
final class HuffmanCode {
    /** How many bits are looked up at once; longer codes are rare. */
    private static final int LOOKUP = 12;

    private static final int END_OF_BLOCK = 1 << 16;

    private final boolean ac;
    private final byte[] values;
    /** By the next {@link #LOOKUP} bits: the step of the code that they begin with; 0 where the code is longer. */
    private final int[] single = new int[1 << LOOKUP];
    /** The same of all codes that lie in these bits whole, coefficients included, up to the end of the block. */
    private final int[] several = new int[1 << LOOKUP];
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
                    Arrays.fill(single, from, from + (1 << LOOKUP - length), step(length, values[index] & 0xFF));
                }
                code++;
                index++;
            }
            limits[length] = code << 16 - length;
            code <<= 1;
        }
        limits[17] = Integer.MAX_VALUE;
        if (ac) {
            Arrays.setAll(several, this::several);
        }
    }

    private int several(int next) {
        int all = 0;
        while (!endsBlock(all)) {
            int step = single[next << bits(all) & (1 << LOOKUP) - 1];
            if (step == 0 || bits(all) + bits(step) > LOOKUP) {
                break;
            }
            all += step;
        }
        return all;
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
            return length | (run == 15 ? 16 << 8 : END_OF_BLOCK);
        }
        return length + bits | run + 1 << 8;
    }

    /** Bits that a step takes, coefficients included. */
    static int bits(int step) {
        return step & 0xFF;
    }

    /** How many coefficients a step stands for, those that are 0 included, up to the end of the block left out. */
    static int coefficients(int step) {
        return step >> 8 & 0xFF;
    }

    static boolean endsBlock(int step) {
        return step >= END_OF_BLOCK;
    }

    /**
     * The step of all codes that lie in the next bits whole; 0 when no code does.
     *
     * @param next the next 16 bits of the data
     */
    int steps(int next) {
        return several[next >> 16 - LOOKUP];
    }

    /**
     * The step of the next code; 0 when no code begins like this.
     *
     * @param next the next 16 bits of the data
     */
    int step(int next) {
        int step = single[next >> 16 - LOOKUP];
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
