package io.korrigo.testkit.pages;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** A white A4 sheet to draw on in millimetres, or two side by side. Confined to one thread. */
final class Sheet {
    /** Millimetres. */
    static final double WIDTH = 210;
    /** Millimetres. */
    static final double HEIGHT = 297;

    private final BufferedImage image;
    private final int[] pixels;
    private final double scale;
    private final Graphics2D graphics;

    Sheet(int dpi) {
        this(dpi, 1);
    }

    private Sheet(int dpi, int pages) {
        scale = dpi / 25.4;
        image = new BufferedImage(
                pages * (int) StrictMath.round(WIDTH * scale),
                (int) StrictMath.round(HEIGHT * scale),
                BufferedImage.TYPE_INT_RGB);
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(scale, scale);
    }

    /** One side of an A3 sheet that is folded once. */
    static Sheet folded(int dpi, Sheet left, Sheet right) {
        Sheet both = new Sheet(dpi, 2);
        // the graphics draw in millimetres, pictures are laid pixel on pixel
        Graphics2D pixels = both.image.createGraphics();
        pixels.drawImage(left.image, 0, 0, null);
        pixels.drawImage(right.image, left.image.getWidth(), 0, null);
        pixels.dispose();
        return both;
    }

    BufferedImage image() {
        return image;
    }

    /** Pixels in a millimetre. */
    double scale() {
        return scale;
    }

    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    void stroke(Shape shape, double width, Color color) {
        fill(StrokeOutline.of(shape, width), color);
    }

    void line(double x1, double y1, double x2, double y2, double width, Color color) {
        Path2D path = new Path2D.Double();
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
        stroke(path, width, color);
    }

    void print(PrintedText text, Color color) {
        fill(FontFace.PRINT.shape(text.text(), text.x(), text.baseline(), text.size()), color);
    }

    /**
     * Lays the ink of {@code glyph} on the sheet.
     *
     * @param placement from the glyph's pixels to millimetres
     * @param weight where between paper, 0, and ink, 1, the stroke's edge lies: a lower one is a bolder stroke
     */
    void ink(Glyph glyph, AffineTransform placement, double weight, Pen pen) {
        AffineTransform toPixels = AffineTransform.getScaleInstance(scale, scale);
        toPixels.concatenate(placement);
        Rectangle2D covered = toPixels.createTransformedShape(
                        new Rectangle2D.Double(-1, -1, glyph.width() + 2, glyph.height() + 2))
                .getBounds2D();
        AffineTransform back;
        try {
            back = toPixels.createInverse();
        } catch (NoninvertibleTransformException e) {
            throw new IllegalArgumentException("A glyph needs a size: " + placement, e);
        }
        Point2D.Double at = new Point2D.Double();
        int bottom = Math.min(image.getHeight() - 1, (int) covered.getMaxY());
        int right = Math.min(image.getWidth() - 1, (int) covered.getMaxX());
        for (int y = Math.max(0, (int) covered.getMinY()); y <= bottom; y++) {
            for (int x = Math.max(0, (int) covered.getMinX()); x <= right; x++) {
                at.setLocation(x + 0.5, y + 0.5);
                back.transform(at, at);
                double edge = (glyph.inkAt(at.x - 0.5, at.y - 0.5) - weight) * 2.5 + 0.5;
                if (edge > 0) {
                    blend(y * image.getWidth() + x, Math.min(1, edge) * pen.opacity(), pen.color());
                }
            }
        }
    }

    private void blend(int index, double share, Color ink) {
        int paper = pixels[index];
        int red = (int) ((paper >> 16 & 0xff) * (1 - share) + ink.getRed() * share);
        int green = (int) ((paper >> 8 & 0xff) * (1 - share) + ink.getGreen() * share);
        int blue = (int) ((paper & 0xff) * (1 - share) + ink.getBlue() * share);
        pixels[index] = red << 16 | green << 8 | blue;
    }
}
