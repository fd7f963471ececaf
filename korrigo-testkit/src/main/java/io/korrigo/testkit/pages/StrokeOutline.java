package io.korrigo.testkit.pages;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;

/**
 * The outline of a pen's stroke with round ends and joins, for filling.
 *
 * <p>Filling is the same in every version of Java; the joins and ends of {@code BasicStroke} are not.
 */
final class StrokeOutline {
    /** How far a straight piece may be off the curve, as a share of the stroke's width. */
    private static final double FLATNESS = 0.08;
    /** Corners of what passes for a disc. */
    private static final int CORNERS = 10;

    private final Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
    private final double radius;

    private StrokeOutline(double width) {
        radius = width / 2;
    }

    static Shape of(Shape path, double width) {
        StrokeOutline stroke = new StrokeOutline(width);
        double[] p = new double[6];
        double startX = 0;
        double startY = 0;
        double x = 0;
        double y = 0;
        for (PathIterator it = path.getPathIterator(null, width * FLATNESS); !it.isDone(); it.next()) {
            switch (it.currentSegment(p)) {
                case PathIterator.SEG_MOVETO -> {
                    startX = p[0];
                    startY = p[1];
                }
                case PathIterator.SEG_LINETO -> stroke.piece(x, y, p[0], p[1]);
                default -> {
                    stroke.piece(x, y, startX, startY);
                    p[0] = startX;
                    p[1] = startY;
                }
            }
            x = p[0];
            y = p[1];
            stroke.disc(x, y);
        }
        return stroke.outline;
    }

    private void piece(double fromX, double fromY, double toX, double toY) {
        double length = Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY));
        if (length == 0) {
            return;
        }
        double acrossX = -(toY - fromY) / length * radius;
        double acrossY = (toX - fromX) / length * radius;
        outline.moveTo(fromX - acrossX, fromY - acrossY);
        outline.lineTo(toX - acrossX, toY - acrossY);
        outline.lineTo(toX + acrossX, toY + acrossY);
        outline.lineTo(fromX + acrossX, fromY + acrossY);
        outline.closePath();
    }

    private void disc(double x, double y) {
        for (int corner = 0; corner < CORNERS; corner++) {
            double angle = 2 * Math.PI * corner / CORNERS;
            double atX = x + radius * StrictMath.cos(angle);
            double atY = y + radius * StrictMath.sin(angle);
            if (corner == 0) {
                outline.moveTo(atX, atY);
            } else {
                outline.lineTo(atX, atY);
            }
        }
        outline.closePath();
    }
}
