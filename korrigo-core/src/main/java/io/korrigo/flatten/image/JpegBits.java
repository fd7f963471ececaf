package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import java.io.ByteArrayOutputStream;

/** The coded data of a JPEG, bit by bit: a zero byte follows each 0xFF that is data (ITU-T T.81, F.1.2.3). */
final class JpegBits {
    private JpegBits() {}

    /** Reads bits; after the data's end come ones, as many as are asked for. */
    static final class Input {
        private final byte[] data;
        private final int end;
        private int at;
        private long window;
        private int count;

        Input(byte[] data, int from, int end) {
            this.data = data;
            this.at = from;
            this.end = end;
        }

        /** The next 16 bits, which stay. */
        int peek() {
            fill();
            return (int) (window >> count - 16) & 0xFFFF;
        }

        int read(int bits) {
            if (bits == 0) {
                return 0;
            }
            fill();
            count -= bits;
            return (int) (window >> count) & (1 << bits) - 1;
        }

        /** Whether more was read than there is. */
        boolean isOver() {
            return at > end + 16;
        }

        /** Goes on after the next restart marker. */
        void restart() throws PageFault {
            window = 0;
            count = 0;
            while (at + 1 < end && !((data[at] & 0xFF) == 0xFF && (data[at + 1] & 0xF8) == 0xD0)) {
                at++;
            }
            if (at + 1 >= end) {
                throw new PageFault("the JPEG is damaged: a restart marker is missing");
            }
            at += 2;
        }

        private void fill() {
            while (count <= 32) {
                int next = 0xFF;
                if (at < end && !isMarker()) {
                    next = data[at] & 0xFF;
                    at += next == 0xFF ? 2 : 1;
                } else if (at >= end) {
                    at++;
                }
                window = window << 8 | next;
                count += 8;
            }
        }

        private boolean isMarker() {
            return (data[at] & 0xFF) == 0xFF && at + 1 < end && data[at + 1] != 0;
        }
    }

    /** Writes bits. */
    static final class Output {
        private final ByteArrayOutputStream out;
        private long window;
        private int count;

        Output(ByteArrayOutputStream out) {
            this.out = out;
        }

        void write(int value, int bits) {
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

        /** Ends the last byte with ones. */
        void align() {
            if (count > 0) {
                write((1 << 8 - count) - 1, 8 - count);
            }
        }
    }
}
