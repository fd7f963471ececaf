package io.korrigo.image;

import io.korrigo.Internal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads over the entropy-coded data of a JPEG scan, bit by bit, stuffed bytes taken out. Behind the data's end, or behind a
 * marker in it, zeros are read, as decoders do.
 *
 * <p><b>Threads:</b> for one thread.
 */
@Internal
public final class EntropyBits {
    /** What is told of data that makes no sense. */
    public static final int DAMAGED = Integer.MIN_VALUE;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] bytes;
    private final int end;
    private int at;
    private long bits;
    private int count;
    /** Bytes at the end of {@link #bits} that are not in the file. */
    private int padding;

    /**
     * @param from where the data begins in {@code bytes}
     * @param end where it ends
     */
    public EntropyBits(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Skips one block of 64 coefficients; false when the data makes no sense. */
    boolean skipBlock(HuffmanCode differences, HuffmanCode coefficients) {
        return difference(differences) != DAMAGED && skipCoefficients(coefficients);
    }

    /** By how much a block's mean differs from the one before, undivided; or {@link #DAMAGED}. */
    public int difference(HuffmanCode code) {
        // more than a code needs, so that most blocks are filled up once
        if (count < 48) {
            fill();
        }
        int step = code.step((int) (bits >>> count - 16) & 0xFFFF);
        if (step == 0) {
            return DAMAGED;
        }
        count -= HuffmanCode.bits(step);
        int size = HuffmanCode.symbol(step);
        int raw = (int) (bits >>> count) & (1 << size) - 1;
        // the lower half are the negative ones (table F.1)
        return size > 0 && raw < 1 << size - 1 ? raw - (1 << size) + 1 : raw;
    }

    /** Skips what comes of a block after its mean; false when the data makes no sense. */
    public boolean skipCoefficients(HuffmanCode code) {
        // in locals, which stay in registers
        long data = bits;
        int left = count;
        int coefficients = 1;
        while (coefficients < 64) {
            if (left < 16) {
                count = left;
                fill();
                data = bits;
                left = count;
            }
            int next = (int) (data >>> left - 16) & 0xFFFF;
            int step = code.steps(next);
            // a block may end by its last coefficient: the codes behind are not this block's
            if (step == 0 || coefficients + HuffmanCode.coefficients(step) > 63) {
                if (left < 32) {
                    count = left;
                    fill();
                    data = bits;
                    left = count;
                    next = (int) (data >>> left - 16) & 0xFFFF;
                }
                step = code.step(next);
            }
            if (step == 0) {
                return false;
            }
            left -= HuffmanCode.bits(step);
            coefficients += HuffmanCode.endsBlock(step) ? 64 : HuffmanCode.coefficients(step);
        }
        count = left;
        return true;
    }

    /** Hands what comes of a block after its mean to {@code out}, bit by bit as it is; false when it makes no sense. */
    public boolean copyCoefficients(HuffmanCode code, BitSink out) {
        for (int coefficients = 1; coefficients < 64; ) {
            if (count < 32) {
                fill();
            }
            int step = code.step((int) (bits >>> count - 16) & 0xFFFF);
            if (step == 0) {
                return false;
            }
            int size = HuffmanCode.bits(step);
            count -= size;
            out.write((int) (bits >>> count) & (1 << size) - 1, size);
            coefficients += HuffmanCode.endsBlock(step) ? 64 : HuffmanCode.coefficients(step);
        }
        return true;
    }

    /** Takes bits. */
    @FunctionalInterface
    public interface BitSink {
        /** @param bits how many of the lowest of {@code value}, at most 31 */
        void write(int value, int bits);
    }

    private void fill() {
        if (at + 8 <= end) {
            long next = (long) EIGHT_BYTES.get(bytes, at);
            boolean plain = (~next - LOW_BITS & next & HIGH_BITS) == 0;
            if (plain) {
                int taken = 64 - count & ~7;
                bits = taken == 64 ? next : bits << taken | next >>> 64 - taken;
                at += taken / 8;
                count += taken;
                return;
            }
        }
        while (count <= 48) {
            int next = at < end ? bytes[at] & 0xFF : 0xFF;
            if (next == 0xFF && (at + 1 >= end || bytes[at + 1] != 0)) {
                next = 0;
                padding++;
            } else {
                at += next == 0xFF ? 2 : 1;
            }
            bits = bits << 8 | next;
            count += 8;
        }
    }

    /** Whether more was read than there is, up to the next marker. */
    public boolean isOver() {
        return count < 8 * padding;
    }

    /** Goes on behind the restart marker that comes next; false where none comes. */
    public boolean restart() {
        at = position();
        while (at + 1 < end && ((bytes[at] & 0xFF) != 0xFF || (bytes[at + 1] & 0xF8) != 0xD0)) {
            at++;
        }
        boolean found = at + 1 < end;
        at = Math.min(end, at + 2);
        bits = 0;
        count = 0;
        padding = 0;
        return found;
    }

    /** Index of the first byte of which nothing was read. */
    int position() {
        int position = at;
        for (int unread = count / 8 - padding; unread > 0; unread--) {
            boolean stuffed = bytes[position - 1] == 0 && (bytes[position - 2] & 0xFF) == 0xFF;
            position -= stuffed ? 2 : 1;
        }
        return position;
    }
}
