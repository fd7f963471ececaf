package io.korrigo.scan;

/**
 * How much ink a view has in each of its parts, {@value #SIZE} along the longer side: by it those few views are chosen that are
 * worth comparing stroke by stroke.
 *
 * @param across parts side by side
 * @param down parts one below the other
 * @param ink of each part and those around it, row by row
 */
record InkOutline(int across, int down, int[] ink) {
    private static final int SIZE = 48;

    /** Parts by which a view may lie elsewhere in another scan. */
    private static final int SHIFT = 1;

    /** How much ink a pixel has. */
    @FunctionalInterface
    interface Pixels {
        int ink(int at);
    }

    /** Of a picture of {@code width} by {@code height} pixels, row by row. */
    static InkOutline of(int width, int height, Pixels pixels) {
        int longer = Math.max(width, height);
        int across = Math.max(1, SIZE * width / longer);
        int down = Math.max(1, SIZE * height / longer);
        int[] ink = new int[across * down];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = y * down / height * across;
            for (int x = 0; x < width; x++) {
                ink[row + x * across / width] += pixels.ink(at++);
            }
        }
        return new InkOutline(across, down, ink);
    }

    /** Sums of nine parts each, for sheets are fed askew and a little aside. */
    private static int[] spread(int[] ink, int across, int down) {
        int[] spread = new int[ink.length];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int sum = 0;
                for (int row = Math.max(0, y - 1); row <= Math.min(down - 1, y + 1); row++) {
                    for (int column = Math.max(0, x - 1); column <= Math.min(across - 1, x + 1); column++) {
                        sum += ink[row * across + column];
                    }
                }
                spread[y * across + x] = sum;
            }
        }
        return spread;
    }

    InkOutline turned(int quarterTurns) {
        InkOutline turned = this;
        for (int i = 0; i < quarterTurns; i++) {
            int[] next = new int[ink.length];
            for (int y = 0; y < turned.down; y++) {
                for (int x = 0; x < turned.across; x++) {
                    next[x * turned.down + turned.down - 1 - y] = turned.ink[y * turned.across + x];
                }
            }
            turned = new InkOutline(turned.down, turned.across, next);
        }
        return turned;
    }

    /** How much two upright views look alike from afar, -1 to 1; 0 where one has the same everywhere, or another shape. */
    double likeness(InkOutline other) {
        if (across != other.across || down != other.down) {
            return 0;
        }
        double best = 0;
        for (int dy = -SHIFT; dy <= SHIFT; dy++) {
            for (int dx = -SHIFT; dx <= SHIFT; dx++) {
                best = Math.max(best, likeness(other, dx, dy));
            }
        }
        return best;
    }

    /** The correlation of those parts that both have. */
    private double likeness(InkOutline other, int dx, int dy) {
        int top = Math.max(0, -dy);
        int bottom = Math.min(down, down - dy);
        int left = Math.max(0, -dx);
        int right = Math.min(across, across - dx);
        double one = 0;
        double two = 0;
        double both = 0;
        double square = 0;
        double otherSquare = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int here = ink[y * across + x];
                int there = other.ink[(y + dy) * across + x + dx];
                one += here;
                two += there;
                both += (double) here * there;
                square += (double) here * here;
                otherSquare += (double) there * there;
            }
        }
        double parts = Math.max(1, (bottom - top) * (right - left));
        double variances = (square - one * one / parts) * (otherSquare - two * two / parts);
        return variances <= 0 ? 0 : (both - one * two / parts) / Math.sqrt(variances);
    }
}
