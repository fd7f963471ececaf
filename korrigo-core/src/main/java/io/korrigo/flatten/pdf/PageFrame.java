package io.korrigo.flatten.pdf;

/**
 * The page as a person sees it, and how its points are found in the PDF page's own coordinates.
 *
 * <p>Drawing happens on an upright sheet of {@code width} by {@code height} with the origin at the bottom left; the
 * matrix carries it through /Rotate, a box with an offset and /UserUnit (ISO 32000-1, 7.7.3.3 and 8.3.2.3). A unit is
 * a point on sheets of paper; on pages of unlikely size it grows or shrinks with them, so that text keeps its
 * proportion.
 *
 * @param width of the sheet in drawing units
 * @param height of the sheet in drawing units
 * @param matrix a b c d e f, from drawing units to the page's coordinates
 */
public record PageFrame(double width, double height, double[] matrix) {
    private static final double A4_AREA = 595.276 * 841.890;

    /** A page that is drawn here, with nothing to turn or scale. */
    public static PageFrame upright(double width, double height) {
        return new PageFrame(width, height, new double[] {1, 0, 0, 1, 0, 0});
    }

    /**
     * A page of a PDF.
     *
     * @param x left edge of the visible box, and so on, in the page's coordinates
     * @param rotation clockwise, 0, 90, 180 or 270
     * @param userUnit points in one unit of the page's coordinates
     */
    public static PageFrame of(double x, double y, double w, double h, int rotation, double userUnit) {
        boolean turned = rotation % 180 != 0;
        double scale = scale(w * userUnit, h * userUnit);
        double unit = scale / userUnit;
        double width = (turned ? h : w) / unit;
        double height = (turned ? w : h) / unit;
        double[] matrix = switch (rotation) {
            case 90 -> new double[] {0, unit, -unit, 0, x + w, y};
            case 180 -> new double[] {-unit, 0, 0, -unit, x + w, y + h};
            case 270 -> new double[] {0, -unit, unit, 0, x, y + h};
            default -> new double[] {unit, 0, 0, unit, x, y};
        };
        return new PageFrame(width, height, matrix);
    }

    private static double scale(double width, double height) {
        double ratio = Math.sqrt(width * height / A4_AREA);
        return ratio > 0.6 && ratio < 1.6 ? 1 : ratio;
    }
}
