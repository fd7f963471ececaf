package io.korrigo.exam;

/**
 * A rectangle on a page in fractions of the page as a person sees it: origin top left, x to the right, y down.
 *
 * <p>Every side lies within the page, give or take 1e-9.
 *
 * @param x left edge, 0 to 1
 * @param y top edge, 0 to 1
 * @param w width, above 0, to 1
 * @param h height, above 0, to 1
 */
public record PageRegion(double x, double y, double w, double h) {
    private static final double TOLERANCE = 1e-9;

    /** @throws IllegalArgumentException when a side lies outside the page, or a size is not above zero */
    public PageRegion {
        boolean inside = x >= -TOLERANCE
                && y >= -TOLERANCE
                && x <= 1 + TOLERANCE
                && y <= 1 + TOLERANCE
                && w > 0
                && h > 0
                && x + w <= 1 + TOLERANCE
                && y + h <= 1 + TOLERANCE;
        if (!inside) {
            throw new IllegalArgumentException(
                    "Region x=" + x + " y=" + y + " w=" + w + " h=" + h + " is not within the page (fractions 0 to 1)");
        }
    }

    /**
     * The same place once the page was turned clockwise.
     *
     * @param quarterTurns any number; below 0 for the other direction
     */
    public PageRegion turned(int quarterTurns) {
        return switch (quarterTurns & 3) {
            case 1 -> new PageRegion(1 - y - h, x, h, w);
            case 2 -> new PageRegion(1 - x - w, 1 - y - h, w, h);
            case 3 -> new PageRegion(y, 1 - x - w, h, w);
            default -> this;
        };
    }
}
