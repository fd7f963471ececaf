package io.korrigo.scan;

/**
 * How much a pile may be; more is refused before any work.
 *
 * @param views pictures, at least 1: an A3 sheet on both sides has two
 * @param bytes of the file, or of the files of a folder together, at least 1
 */
public record PileLimits(int views, long bytes) {
    /** What users of upload forms know: 500 pictures, 50 MB. */
    public static final PileLimits USUAL = new PileLimits(500, 50_000_000);

    /** Unpacked, an archive may have so many times the bytes: pictures are packed already. */
    private static final int UNPACKED = 20;

    /** @throws IllegalArgumentException when a limit is below 1 */
    public PileLimits {
        if (views < 1 || bytes < 1) {
            throw new IllegalArgumentException("A pile's limits are at least 1");
        }
    }

    long unpackedBytes() {
        return Math.multiplyExact(bytes, UNPACKED);
    }
}
