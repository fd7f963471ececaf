package io.korrigo.identify;

/**
 * Reads over the entropy-coded data of a JPEG scan, bit by bit, stuffed bytes taken out.
 *
 * <p><b>Threads:</b> for one thread. An {@link ArrayIndexOutOfBoundsException} tells that the file ends too early.
 */
final class EntropyBits {
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
        int first = skip(dc);
        int coefficients = 1;
        while (first != 0 && coefficients < 64) {
            int step = skip(ac);
            if (step == 0) {
                return false;
            }
            coefficients += step >> 8;
        }
        return first != 0;
    }

    private int skip(HuffmanCode code) {
        if (count < 32) {
            fill();
        }
        int step = code.step((int) (bits >>> count - 16) & 0xFFFF);
        count -= step & 0xFF;
        return step;
    }

    /** Behind the data's end zeros are read, as decoders do. */
    private void fill() {
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
