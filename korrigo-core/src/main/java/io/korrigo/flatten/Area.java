package io.korrigo.flatten;

import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.pdf.PageFrame;

/** A rectangle on an upright page in drawing units: origin top left, y down. */
record Area(double x, double y, double width, double height) {
    static Area of(PageRegion region, PageFrame frame) {
        return new Area(
                region.x() * frame.width(),
                region.y() * frame.height(),
                region.w() * frame.width(),
                region.h() * frame.height());
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    boolean overlaps(Area other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    boolean contains(Area other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }

    /** The shortest way from here to {@code other}; 0 where they touch. */
    double distance(Area other) {
        double across = Math.max(0, Math.max(other.x - right(), x - other.right()));
        double down = Math.max(0, Math.max(other.y - bottom(), y - other.bottom()));
        return Math.sqrt(across * across + down * down);
    }

    /** This area without {@code margin} on each side. */
    Area inset(double margin) {
        return new Area(x + margin, y + margin, width - 2 * margin, height - 2 * margin);
    }
}
