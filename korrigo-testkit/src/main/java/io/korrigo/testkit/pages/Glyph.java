package io.korrigo.testkit.pages;

/**
 * The ink of one written character, cut to its ink.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class Glyph {
    private final int width;
    private final int height;
    private final byte[] ink;

    /**
     * @param ink row by row from the top, 0 paper to 255 ink (unsigned)
     * @throws IllegalArgumentException when there is no pixel with ink
     */
    public Glyph(int width, int height, byte[] ink) {
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if ((ink[y * width + x] & 0xff) >= 64) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        if (right < 0) {
            throw new IllegalArgumentException("A glyph has ink");
        }
        this.width = right - left + 1;
        this.height = bottom - top + 1;
        this.ink = new byte[this.width * this.height];
        for (int y = 0; y < this.height; y++) {
            System.arraycopy(ink, (y + top) * width + left, this.ink, y * this.width, this.width);
        }
    }

    /** Width of the ink in pixels, at least 1. */
    public int width() {
        return width;
    }

    /** Height of the ink in pixels, at least 1. */
    public int height() {
        return height;
    }

    /** Ink between pixel centres by bilinear interpolation, 0 to 1; 0 outside. */
    double inkAt(double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        if (left < -1 || top < -1 || left >= width || top >= height) {
            return 0;
        }
        double fx = x - left;
        double fy = y - top;
        double upper = pixel(left, top) * (1 - fx) + pixel(left + 1, top) * fx;
        double lower = pixel(left, top + 1) * (1 - fx) + pixel(left + 1, top + 1) * fx;
        return (upper * (1 - fy) + lower * fy) / 255;
    }

    /** How thick the stroke is, as a share of the longer side: twice the ink's area over its outline. */
    double strokeThickness() {
        int area = 0;
        int outline = 0;
        for (int y = -1; y < height; y++) {
            for (int x = -1; x < width; x++) {
                boolean here = pixel(x, y) > 127;
                area += here ? 1 : 0;
                outline += here != (pixel(x + 1, y) > 127) ? 1 : 0;
                outline += here != (pixel(x, y + 1) > 127) ? 1 : 0;
            }
        }
        return 2.0 * area / Math.max(1, outline) / Math.max(width, height);
    }

    private int pixel(int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : ink[y * width + x] & 0xff;
    }
}
