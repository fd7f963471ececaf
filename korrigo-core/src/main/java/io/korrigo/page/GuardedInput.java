package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.lang.management.ManagementFactory;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes for a decoder that knows no limits: whenever it asks for one, it is asked how long it has worked, and how much memory it took.
 *
 * <p>Hands out one byte at a time. A decoder that buffers, and goes back to the same byte for hours, has to ask again then.
 *
 * <p><b>Threads:</b> that of the decoder alone.
 */
final class GuardedInput extends ImageInputStreamImpl {
    /** Garbage included: an A3 sheet at 600 dpi takes 9 MB as bits, and is there a few times. */
    private static final long MOST_ALLOCATED = 192L << 20;
    /** Between two questions for memory, which cost more than those for time: some MB at most. */
    private static final int SELDOM = 64;

    private final byte[] bytes;
    private final String name;
    private final PageLimits limits;
    private final long allocatedBefore = allocated();
    private int asked;

    /** @param name what messages call the page */
    GuardedInput(byte[] bytes, String name, PageLimits limits) {
        this.bytes = bytes;
        this.name = name;
        this.limits = limits;
    }

    /** By this thread, in bytes; 0 in a JVM that does not count it. */
    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
    }

    private void check() {
        limits.checkTime();
        if (++asked % SELDOM == 0 && allocated() - allocatedBefore > MOST_ALLOCATED) {
            throw new InvalidInputException(name + " has a picture that takes over " + (MOST_ALLOCATED >> 20)
                    + " MiB to decode: print it to a new PDF");
        }
    }

    @Override
    public int read() {
        check();
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        int one = length == 0 ? 0 : read();
        if (one < 0 || length == 0) {
            return one;
        }
        into[from] = (byte) one;
        return 1;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
