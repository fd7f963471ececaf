package io.korrigo.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads over the entropy-coded data of a JPEG scan, bit by bit, stuffed bytes taken out.
 *
 * <p><b>Threads:</b> for one thread. An {@link ArrayIndexOutOfBoundsException} tells that the file ends too early.
 */
final class EntropyBits {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] bytes;
    private int at;
    private long bits;
    private int count;
    /** Bytes at the end of {@link #bits} that are not in the file. */
    private int padding;

    /** @param from where the data begins in {@code bytes} */
    EntropyBits(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** Skips one block of 64 coefficients; false when the data makes no sense. */
    boolean skipBlock(HuffmanCode dc, HuffmanCode ac) {
        int step = skip(dc);
        if (step == 0) {
            return false;
        }
        // in locals, which stay in registers
        long data = bits;
        int left = count;
        int coefficients = 1;
        while (coefficients < 64) {
            if (left < 32) {
                count = left;
                fill();
                data = bits;
                left = count;
            }
            int next = (int) (data >>> left - 16) & 0xFFFF;
            step = ac.steps(next);
            // a block may end by its last coefficient: the codes behind are not this block's
            if (step == 0 || coefficients + HuffmanCode.coefficients(step) > 63) {
                step = ac.step(next);
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

    private int skip(HuffmanCode code) {
        if (count < 32) {
            fill();
        }
        int step = code.step((int) (bits >>> count - 16) & 0xFFFF);
        count -= HuffmanCode.bits(step);
        return step;
    }

    /** Behind the data's end zeros are read, as decoders do. */
    private void fill() {
        if (at + 8 <= bytes.length) {
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
            int next = bytes[at] & 0xFF;
            if (next == 0xFF && bytes[at + 1] != 0) {
                next = 0;
                padding++;
            } else {
                at += next == 0xFF ? 2 : 1;
            }
            bits = bits << 8 | next;
            count += 8;
        }
    }

    /** Goes on behind the restart marker that comes next. */
    void restart() {
        at = position();
        while ((bytes[at] & 0xFF) != 0xFF || (bytes[at + 1] & 0xF8) != 0xD0) {
            at++;
        }
        at += 2;
        bits = 0;
        count = 0;
        padding = 0;
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
