package io.korrigo.image;

import java.util.Arrays;

/**
 * One of the places at which a scan is walked over, and the blocks that it came over.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class BlockLane {
    private final BlockSteps steps;

    /** How far it has come. */
    int bit;

    /** Coefficients of the block at hand that are behind it. */
    int passed;

    /** As {@link BlockSteps} counts them. */
    int state;

    /** Blocks that are behind it. */
    int blocks;

    /** Where each block begins; behind the last one where the next would. */
    int[] begins;

    private boolean senseless;

    /** @param bit where a unit begins, or may begin */
    BlockLane(BlockSteps steps, int bit, int room) {
        this.steps = steps;
        this.begins = new int[room + 1];
        begin(bit);
    }

    /** Begins a unit here; what it came over before is forgotten. */
    void begin(int from) {
        bit = from;
        passed = 0;
        state = steps.start();
        blocks = 0;
        begins[0] = from;
        senseless = false;
    }

    /** Makes room for so many blocks more. */
    void reserve(int more) {
        if (blocks + more >= begins.length) {
            begins = Arrays.copyOf(begins, 2 * begins.length + more);
        }
    }

    /** Whether it stands where no code is. */
    boolean isSenseless() {
        return senseless;
    }

    /** As {@link BlockSteps#single}. */
    int single(int at, int before, int bits) {
        return steps.single(at, before, bits);
    }

    /** No code is here: what is walked over behind it does not count. */
    void stop(int at, int behind) {
        if (!senseless) {
            senseless = true;
            bit = at;
            blocks = behind;
        }
    }

    /** It has come so far, or to where it stopped before. */
    void went(int to, int coefficients, int reached, int behind) {
        if (!senseless) {
            bit = to;
            passed = coefficients;
            state = reached;
            blocks = behind;
        }
    }
}
