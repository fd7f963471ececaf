package io.korrigo.identify.combs;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;

/** The map (x, y) to (a x + b y + c, d x + e y + f) between the coordinates of two pictures of one page. */
public record Affine(double a, double b, double c, double d, double e, double f) {
    public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

    /** From the pixels of a resized picture to those of the original, centre to centre. */
    public static Affine enlarging(double sx, double sy) {
        return new Affine(sx, 0, (sx - 1) / 2, 0, sy, (sy - 1) / 2);
    }

    /** Turns by {@code radians}, clockwise as seen on a page whose y points down. */
    public static Affine rotation(double radians) {
        double cos = Math.cos(radians);
        double sin = Math.sin(radians);
        return new Affine(cos, -sin, 0, sin, cos, 0);
    }

    /** Where the pixels of a picture of {@code width} by {@code height} come to lie when it is turned clockwise. */
    public static Affine quarterTurns(int turns, double width, double height) {
        return switch (turns & 3) {
            case 1 -> new Affine(0, -1, height - 1, 1, 0, 0);
            case 2 -> new Affine(-1, 0, width - 1, 0, -1, height - 1);
            case 3 -> new Affine(0, 1, 0, -1, 0, width - 1);
            default -> IDENTITY;
        };
    }

    public Affine moved(double dx, double dy) {
        return new Affine(a, b, c + dx, d, e, f + dy);
    }

    /** This map first, {@code next} on its result. */
    public Affine then(Affine next) {
        return new Affine(
                next.a * a + next.b * d,
                next.a * b + next.b * e,
                next.a * c + next.b * f + next.c,
                next.d * a + next.e * d,
                next.d * b + next.e * e,
                next.d * c + next.e * f + next.f);
    }

    public Affine inverse() {
        double determinant = a * e - b * d;
        double ia = e / determinant;
        double ib = -b / determinant;
        double id = -d / determinant;
        double ie = a / determinant;
        return new Affine(ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f));
    }

    Point apply(double x, double y) {
        return new Point(a * x + b * y + c, d * x + e * y + f);
    }

    /** The 2 x 3 matrix that OpenCV takes; the caller releases it. */
    public Mat matrix() {
        Mat matrix = new Mat(2, 3, CvType.CV_64F);
        matrix.put(0, 0, a, b, c, d, e, f);
        return matrix;
    }
}
