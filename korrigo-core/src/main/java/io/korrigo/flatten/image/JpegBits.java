package io.korrigo.flatten.image;

import io.korrigo.image.EntropyBits;
import java.io.ByteArrayOutputStream;

/** Writes the coded data of a JPEG, bit by bit: a zero byte follows each 0xFF that is data (ITU-T T.81, F.1.2.3). */
final class JpegBits implements EntropyBits.BitSink {
    private final ByteArrayOutputStream out;
    private long window;
    private int count;

    JpegBits(ByteArrayOutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value, int bits) {
        window = window << bits | value;
        count += bits;
        while (count >= 8) {
            count -= 8;
            int next = (int) (window >> count) & 0xFF;
            out.write(next);
            if (next == 0xFF) {
                out.write(0);
            }
        }
        window &= (1L << count) - 1;
    }

    /** Writes a code as {@link io.korrigo.image.HuffmanCode#code} gives it. */
    void writeCode(int code) {
        write(code & 0xFFFF, code >> 16);
    }

    /** Ends the last byte with ones. */
    void align() {
        if (count > 0) {
            write((1 << 8 - count) - 1, 8 - count);
        }
    }
}
