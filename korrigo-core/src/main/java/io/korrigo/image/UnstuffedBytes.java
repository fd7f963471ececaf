package io.korrigo.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bytes of a JPEG scan without the zeros that are stuffed behind bytes of ones, copied eight at a time. */
final class UnstuffedBytes {
    private static final VarHandle FROM_LOWEST =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private UnstuffedBytes() {}

    /**
     * Copies the bytes up to the first marker, and zeros behind them.
     *
     * @param from place in the file of the scan's first byte
     * @param end behind its last one
     * @param data eight bytes longer than the scan, at least
     * @return how many they are
     */
    static int copy(byte[] file, int from, int end, byte[] data) {
        int at = from;
        int filled = 0;
        while (at + 8 <= end) {
            long next = (long) FROM_LOWEST.get(file, at);
            FROM_LOWEST.set(data, filled, next);
            // where bytes of ones are: the lowest bit that is set is the first of them, those above may be others
            long marked = ~next - LOW_BITS & next & HIGH_BITS;
            if (marked == 0) {
                filled += 8;
                at += 8;
                continue;
            }
            int before = Long.numberOfTrailingZeros(marked) >>> 3;
            at += before;
            filled += before;
            if (at + 1 == end || file[at + 1] != 0) {
                break;
            }
            filled++;
            at += 2;
        }
        while (at < end && (file[at] != (byte) 0xFF || at + 1 < end && file[at + 1] == 0)) {
            data[filled++] = file[at];
            at += file[at] == (byte) 0xFF ? 2 : 1;
        }
        FROM_LOWEST.set(data, filled, 0L);
        return filled;
    }
}
