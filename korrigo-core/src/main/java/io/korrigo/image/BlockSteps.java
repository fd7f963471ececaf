package io.korrigo.image;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which steps the blocks of a JPEG scan are walked over. A step is a look into one table, by the next {@link #LOOKUP} bits, for
 * all codes that lie in them whole, up to the end of a block; it packs how many bits they and their coefficients take with
 * how many coefficients they pass.
 *
 * <p>Where in a unit of the scan a walk is, and whether within a block or at the begin of one, is its state: a number that
 * holds its table's begin above the lowest byte, and in that the place by which {@link #next} is looked up.
 *
 * <p><b>Threads:</b> immutable.
 */
final class BlockSteps {
    /** Few enough bits for the tables of grey and colour to stay in a processor's first cache. */
    static final int LOOKUP = 12;

    /** Bits of a step that say how many bits it takes; those above say how many coefficients it passes. */
    static final int LENGTH = 6;

    static final int LENGTHS = (1 << LENGTH) - 1;

    /** Coefficients of a block, its mean among them. */
    static final int BLOCK = 64;

    /** Stands for coefficients of which it isn't told how many are left: one above a bit that no count reaches. */
    private static final int END_OF_BLOCK = 128 + 1;

    /** More than can be passed from the begin of a block, and from behind its mean: the table knows no code here. */
    private static final int NO_CODE = BLOCK + 1;

    /** Most blocks in a unit (T.81, B.2.3). */
    private static final int MOST_BLOCKS = 10;

    private final HuffmanCode[] codes;
    private final int[] next;
    private final char[] table;
    private final int start;

    private BlockSteps(List<JpegScan.Component> inUnit) {
        List<List<HuffmanCode>> kinds = new ArrayList<>();
        int places = 2 * inUnit.size();
        int[] begins = new int[places];
        codes = new HuffmanCode[places];
        for (int block = 0; block < inUnit.size(); block++) {
            HuffmanCode differences = inUnit.get(block).differences();
            HuffmanCode coefficients = inUnit.get(block).coefficients();
            List<HuffmanCode> kind = List.of(differences, coefficients);
            if (!kinds.contains(kind)) {
                kinds.add(kind);
            }
            codes[2 * block] = differences;
            codes[2 * block + 1] = coefficients;
            begins[2 * block] = 2 * kinds.indexOf(kind) << LOOKUP;
            begins[2 * block + 1] = begins[2 * block] + (1 << LOOKUP);
        }
        next = new int[2 * places];
        for (int place = 0; place < places; place++) {
            int within = place | 1;
            int behind = (within + 1) % places;
            next[2 * place] = begins[within] << 8 | 2 * within;
            next[2 * place + 1] = begins[behind] << 8 | 2 * behind;
        }
        start = begins[0] << 8;
        table = new char[2 * kinds.size() << LOOKUP];
        for (int kind = 0; kind < kinds.size(); kind++) {
            fill(2 * kind << LOOKUP, kinds.get(kind).get(0), kinds.get(kind).get(1));
        }
    }

    /** Those of a scan, or null where a unit has more blocks than it may have. */
    static @Nullable BlockSteps of(JpegScan scan) {
        List<JpegScan.Component> inUnit = new ArrayList<>();
        for (JpegScan.Component component : scan.components()) {
            for (int i = 0; i < component.blocks() && inUnit.size() <= MOST_BLOCKS; i++) {
                inUnit.add(component);
            }
        }
        return inUnit.size() > MOST_BLOCKS ? null : new BlockSteps(inUnit);
    }

    /** Fills the table of a block's begin and, behind it, that of what comes after its mean. */
    private void fill(int at, HuffmanCode differences, HuffmanCode coefficients) {
        // steps by how many bits are left and what these are, under a one in front: each is a code and a step of fewer
        // bits
        char[] fewer = new char[2 << LOOKUP];
        for (int bits = 1; bits <= LOOKUP; bits++) {
            for (int value = 0; value < 1 << bits; value++) {
                fewer[1 << bits | value] = (char) step(coefficients, false, bits, value, fewer);
            }
        }
        for (int value = 0; value < 1 << LOOKUP; value++) {
            int begin = step(differences, true, LOOKUP, value, fewer);
            int within = fewer[1 << LOOKUP | value];
            table[at + value] = (char) (begin == 0 ? NO_CODE << LENGTH : begin);
            table[at + (1 << LOOKUP) + value] = (char) (within == 0 ? NO_CODE - 1 << LENGTH : within);
        }
    }

    /** The step of all codes in so many bits, or 0 when not even one lies in them whole. */
    private static int step(HuffmanCode code, boolean mean, int bits, int value, char[] fewer) {
        int first = code.step(value << 16 - bits);
        int extra = HuffmanCode.symbol(first) & (mean ? 0xFF : 15);
        if (first == 0 || HuffmanCode.bits(first) - extra > bits) {
            return 0;
        }
        int packed = packed(first);
        int left = bits - HuffmanCode.bits(first);
        if (left <= 0 || packed >>> LENGTH >= END_OF_BLOCK) {
            return packed;
        }
        int rest = fewer[1 << left | value & (1 << left) - 1];
        // a count that reaches a block's is none that a step may have
        return (packed >>> LENGTH) + (rest >>> LENGTH & 127) >= BLOCK ? packed : packed + rest;
    }

    private static int packed(int step) {
        int coefficients = HuffmanCode.endsBlock(step) ? END_OF_BLOCK : HuffmanCode.coefficients(step);
        return HuffmanCode.bits(step) | coefficients << LENGTH;
    }

    /** Blocks in a unit. */
    int blocksInUnit() {
        return codes.length / 2;
    }

    /** The state of a walk at the begin of a unit. */
    int start() {
        return start;
    }

    /** Steps by their table's begin, which the state tells, and the next bits. */
    char[] table() {
        return table;
    }

    /** States by the lowest byte of the one before, plus one where a block has ended. */
    int[] next() {
        return next;
    }

    /**
     * Whether a step leads too far: the table knows no code here, or so many that some belong to the block behind.
     *
     * @param passed coefficients of the block with the step
     */
    static boolean isTooFar(int passed) {
        return (passed & 127) > BLOCK;
    }

    /**
     * The step of the next code alone; 0 when there is none like this.
     *
     * @param passed coefficients of the block before it
     * @param bits the next 16
     */
    int single(int state, int passed, int bits) {
        int step = codes[(state & 0xFF) >> 1].step(bits);
        int packed = packed(step);
        // a block that is told more coefficients than it has ends with its last one
        return step != 0 && isTooFar(passed + (packed >>> LENGTH))
                ? HuffmanCode.bits(step) | BLOCK - passed << LENGTH
                : packed;
    }
}
