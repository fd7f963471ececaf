package io.korrigo.page;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.apache.pdfbox.util.Matrix;

/**
 * Where a page shows a picture.
 *
 * @param matrix six numbers, in a PDF's order, that bring a square of one by one there, in units of the page
 */
record PicturePlace(List<Float> matrix) {
    /** Share of the picture's own side: what borders and roundings take. */
    private static final double TOLERANCE = 0.02;
    /** How many times as wide as high a pixel of a picture may be that is read as it is: faxes are stretched. */
    private static final double MOST_STRETCHED = 1.1;

    PicturePlace {
        matrix = List.copyOf(matrix);
    }

    static PicturePlace of(Matrix matrix) {
        return new PicturePlace(List.of(
                matrix.getScaleX(),
                matrix.getShearY(),
                matrix.getShearX(),
                matrix.getScaleY(),
                matrix.getTranslateX(),
                matrix.getTranslateY()));
    }

    /** What it covers of the page. */
    Rectangle2D area() {
        double x = matrix.get(4);
        double y = matrix.get(5);
        Rectangle2D area = new Rectangle2D.Double(x, y, 0, 0);
        area.add(x + matrix.get(0), y + matrix.get(1));
        area.add(x + matrix.get(2), y + matrix.get(3));
        area.add(x + matrix.get(0) + matrix.get(2), y + matrix.get(1) + matrix.get(3));
        return area;
    }

    /** An area without what borders and roundings take of it. */
    static Rectangle2D shrunk(Rectangle2D area) {
        double x = TOLERANCE * area.getWidth();
        double y = TOLERANCE * area.getHeight();
        return new Rectangle2D.Double(
                area.getX() + x, area.getY() + y, area.getWidth() - 2 * x, area.getHeight() - 2 * y);
    }

    /**
     * Whether the picture is not mirrored, slanted or stretched.
     *
     * @param width of the picture, in pixels
     * @param height the same
     */
    boolean isUpright(int width, int height) {
        double a = matrix.get(0);
        double b = matrix.get(1);
        double c = matrix.get(2);
        double d = matrix.get(3);
        boolean level = Math.max(Math.abs(b), Math.abs(c)) < TOLERANCE * Math.min(Math.abs(a), Math.abs(d));
        boolean turned = Math.max(Math.abs(a), Math.abs(d)) < TOLERANCE * Math.min(Math.abs(b), Math.abs(c));
        double across = Math.hypot(a, b) / width;
        double down = Math.hypot(c, d) / height;
        double stretched = Math.max(across, down) / Math.min(across, down);
        return (level || turned) && a * d - b * c > 0 && stretched < MOST_STRETCHED;
    }

    /**
     * Clockwise quarter turns, 0 to 3, by which a page shows the picture.
     *
     * @param rotation of the page, a multiple of 90 degrees
     */
    int quarterTurns(int rotation) {
        float across = matrix.get(0);
        float up = matrix.get(1);
        int placed = Math.abs(across) > Math.abs(up) ? across > 0 ? 0 : 2 : up > 0 ? 3 : 1;
        return Math.floorMod(placed + rotation / 90, 4);
    }
}
