package io.korrigo.page;

import java.io.ByteArrayOutputStream;

/** Codes bits as ITU-T T.88 decodes them (annexes A and E). */
final class ArithmeticCoder {
    /** Probability of the less likely bit, next state after the likelier and after the other one, whether they change places. */
    private static final int[][] STATES = {
        {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0}, {0x0521, 5, 29, 0},
        {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0}, {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0},
        {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0}, {0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1},
        {0x5401, 16, 14, 0}, {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0}, {0x1C01, 25, 22, 0},
        {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0}, {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0},
        {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0}, {0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0},
        {0x02A1, 36, 33, 0}, {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0}, {0x0005, 45, 42, 0},
        {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
    };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int interval = 0x8000;
    private long code;
    private int free = 12;
    private int last = -1;

    /** What is learned about bits that are met in like places. */
    static final class Contexts {
        private final byte[] state;
        private final byte[] likelier;

        Contexts(int count) {
            state = new byte[count];
            likelier = new byte[count];
        }
    }

    void bit(Contexts contexts, int context, int bit) {
        int[] state = STATES[contexts.state[context]];
        interval -= state[0];
        if (bit != contexts.likelier[context]) {
            if (interval < state[0]) {
                code += state[0];
            } else {
                interval = state[0];
            }
            contexts.likelier[context] ^= (byte) state[3];
            contexts.state[context] = (byte) state[2];
            renew();
        } else if ((interval & 0x8000) != 0) {
            code += state[0];
        } else {
            if (interval < state[0]) {
                interval = state[0];
            } else {
                code += state[0];
            }
            contexts.state[context] = (byte) state[1];
            renew();
        }
    }

    private void renew() {
        do {
            interval <<= 1;
            code <<= 1;
            if (--free == 0) {
                byteOut();
            }
        } while ((interval & 0x8000) == 0);
    }

    private void byteOut() {
        if (last != 0xFF && code >= 0x8000000) {
            last++;
            code &= 0x7FFFFFF;
        }
        boolean stuffed = last == 0xFF;
        if (last >= 0) {
            out.write(last);
        }
        last = (int) (code >> (stuffed ? 20 : 19));
        code &= stuffed ? 0xFFFFF : 0x7FFFF;
        free = stuffed ? 7 : 8;
    }

    /** An integer by a procedure with contexts of its own, {@code new Contexts(512)}; null for "out of band". */
    void integer(Contexts contexts, Integer value) {
        int size = value == null ? 0 : Math.abs(value);
        int[][] ranges = {
            {4, 0, 2}, {20, 4, 4}, {84, 20, 6}, {340, 84, 8}, {4436, 340, 12}, {Integer.MAX_VALUE, 4436, 32}
        };
        int range = 0;
        while (size >= ranges[range][0]) {
            range++;
        }
        int previous = next(contexts, 1, value == null || value < 0 ? 1 : 0);
        for (int i = 0; i < Math.min(range + 1, 5); i++) {
            previous = next(contexts, previous, i < range ? 1 : 0);
        }
        for (int i = ranges[range][2] - 1; i >= 0; i--) {
            previous = next(contexts, previous, i > 30 ? 0 : size - ranges[range][1] >> i & 1);
        }
    }

    private int next(Contexts contexts, int previous, int bit) {
        bit(contexts, previous, bit);
        int longer = previous << 1 | bit;
        return previous < 256 ? longer : longer & 511 | 256;
    }

    /** A symbol's number in {@code bits} bits, with {@code 1 << bits} contexts. */
    void number(Contexts contexts, int bits, int number) {
        int previous = 1;
        for (int i = bits - 1; i >= 0; i--) {
            int bit = number >> i & 1;
            bit(contexts, previous, bit);
            previous = previous << 1 | bit;
        }
    }

    byte[] finish() {
        long end = code + interval;
        code |= 0xFFFF;
        if (code >= end) {
            code -= 0x8000;
        }
        code <<= free;
        byteOut();
        code <<= free;
        byteOut();
        out.write(last);
        if (last != 0xFF) {
            out.write(0xFF);
        }
        out.write(0xAC);
        return out.toByteArray();
    }
}
