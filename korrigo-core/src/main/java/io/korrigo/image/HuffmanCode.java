package io.korrigo.image;

import io.korrigo.Internal;
import java.util.Arrays;

/**
 * A Huffman code of a JPEG file (ITU-T T.81 annex C). Each of its codes is looked up as one number, a step, that packs what
 * it stands for with how many bits it and its coefficient take together, and how many coefficients it passes; 0 is none.
 *
 * <p><b>Threads:</b> immutable.
 */
@Internal
public final class HuffmanCode {
    /** How many bits are looked up at once; longer codes are rare. */
    private static final int LOOKUP = 13;

    private static final int LONGEST = 16;
    private static final int MOST_DIFFERENCE_BITS = 16;
    private static final int END_OF_BLOCK = 1 << 16;
    private static final int SYMBOL = 24;
    private static final int WITHOUT_SYMBOL = (1 << SYMBOL) - 1;

    private final boolean ac;
    private final byte[] values;
    /** By the next {@link #LOOKUP} bits: the step of the code that they begin with; 0 where the code is longer. */
    private final int[] single = new int[1 << LOOKUP];
    /** The same of all codes that lie in these bits whole, coefficients included, up to the end of the block. */
    private final int[] several;
    /** By length of code: first code behind the last one of this length, left-aligned to 16 bits. */
    private final int[] limits = new int[LONGEST + 2];

    private final int[] offsets = new int[LONGEST + 1];

    /**
     * Reads a table.
     *
     * @param at where the sixteen counts of codes by length stand in {@code jpeg}
     * @param ac whether it is one of coefficients, and not of differences between blocks' means
     * @throws IndexOutOfBoundsException when the counts make no code, or its end is missing
     */
    public HuffmanCode(byte[] jpeg, int at, boolean ac) {
        this.ac = ac;
        int size = 0;
        for (int length = 1; length <= LONGEST; length++) {
            size += jpeg[at + length - 1] & 0xFF;
        }
        if (at + LONGEST + size > jpeg.length) {
            throw new IndexOutOfBoundsException("the table's values are missing");
        }
        values = Arrays.copyOfRange(jpeg, at + LONGEST, at + LONGEST + size);
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            offsets[length] = index - code;
            for (int i = 0; i < (jpeg[at + length - 1] & 0xFF); i++) {
                if (code >= 1 << length) {
                    throw new IndexOutOfBoundsException("more codes of " + length + " bits than there are");
                }
                if (length <= LOOKUP) {
                    int from = code << LOOKUP - length;
                    Arrays.fill(single, from, from + (1 << LOOKUP - length), step(length, values[index] & 0xFF));
                }
                code++;
                index++;
            }
            limits[length] = code << LONGEST - length;
            code <<= 1;
        }
        limits[LONGEST + 1] = Integer.MAX_VALUE;
        several = new int[ac ? 1 << LOOKUP : 0];
        Arrays.setAll(several, this::several);
    }

    private int several(int next) {
        int all = 0;
        while (!endsBlock(all)) {
            int step = single[next << bits(all) & (1 << LOOKUP) - 1];
            if (step == 0 || bits(all) + bits(step) > LOOKUP) {
                break;
            }
            all += step & WITHOUT_SYMBOL;
        }
        return all;
    }

    /** How many codes there are. */
    public int size() {
        return values.length;
    }

    /** The code that stands for {@code symbol}: its length above its sixteen bits, or 0 when there is none. */
    public int code(int symbol) {
        int index = 0;
        while (index < values.length && (values[index] & 0xFF) != symbol) {
            index++;
        }
        for (int length = 1; index < values.length && length <= LONGEST; length++) {
            int code = index - offsets[length];
            if (code >= 0 && code << LONGEST - length < limits[length]) {
                return length << LONGEST | code;
            }
        }
        return 0;
    }

    private int step(int length, int value) {
        int symbol = value << SYMBOL;
        if (!ac) {
            if (value > MOST_DIFFERENCE_BITS) {
                return 0;
            }
            return symbol | length + value | 1 << 8;
        }
        int run = value >> 4;
        int bits = value & 15;
        if (bits == 0) {
            return symbol | length | (run == 15 ? 16 << 8 : END_OF_BLOCK);
        }
        return symbol | length + bits | run + 1 << 8;
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
        return (step & END_OF_BLOCK) != 0;
    }

    /** What the one code of a step stands for. */
    static int symbol(int step) {
        return step >>> SYMBOL;
    }

    /**
     * The step of all codes that lie in the next bits whole; 0 when no code does.
     *
     * @param next the next 16 bits of the data
     */
    int steps(int next) {
        return several[next >> LONGEST - LOOKUP];
    }

    /**
     * By how much a block's mean differs from the one before, undivided.
     *
     * @param next the block's first 32 bits, which must begin with a code
     */
    int difference(int next) {
        int step = step(next >>> 16);
        int size = symbol(step);
        int raw = next << bits(step) - size >>> 1 >>> 31 - size;
        // the lower half are the negative ones (T.81, table F.1); a branch would be guessed wrongly every other time
        int upper = raw << 1 >>> size;
        return raw - ((1 << size) - 1 & upper - 1);
    }

    /**
     * The step of the next code; 0 when no code begins like this.
     *
     * @param next the next 16 bits of the data
     */
    int step(int next) {
        int step = single[next >> LONGEST - LOOKUP];
        if (step != 0) {
            return step;
        }
        int length = LOOKUP + 1;
        while (next >= limits[length]) {
            length++;
        }
        return length > LONGEST ? 0 : step(length, values[(next >> LONGEST - length) + offsets[length]] & 0xFF);
    }
}
