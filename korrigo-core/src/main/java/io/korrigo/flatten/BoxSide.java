package io.korrigo.flatten;

/** Where an annotation's words are, seen from its box. */
enum BoxSide {
    RIGHT,
    LEFT,
    BELOW,
    ABOVE,
    INSIDE;

    static final BoxSide[] OUTSIDE = {RIGHT, LEFT, BELOW, ABOVE};

    /** Points between a box and its words. */
    static final double GAP = 5;

    /** The room on this side. */
    double width(Area box, Area room) {
        return switch (this) {
            case RIGHT -> room.right() - box.right() - GAP;
            case LEFT -> box.x() - GAP - room.x();
            case BELOW, ABOVE -> room.width();
            case INSIDE -> box.width() - 2 * GAP;
        };
    }

    /** How far words may slide along the box and still be seen as belonging to it. */
    double reach(Area box, double width, double height) {
        return switch (this) {
            case RIGHT, LEFT -> box.height() + height;
            case BELOW, ABOVE -> box.width() + width;
            case INSIDE -> box.height();
        };
    }

    Area area(Area box, double width, double height, double offset, Area room) {
        double y = Math.min(box.y(), room.bottom() - height) + offset;
        double x = Math.min(box.x(), room.right() - width) + offset;
        return switch (this) {
            case RIGHT -> new Area(box.right() + GAP, Math.max(y, room.y()), width, height);
            case LEFT -> new Area(box.x() - GAP - width, Math.max(y, room.y()), width, height);
            case BELOW -> new Area(Math.max(x, room.x()), box.bottom() + GAP, width, height);
            case ABOVE -> new Area(Math.max(x, room.x()), box.y() - GAP - height, width, height);
            case INSIDE -> {
                double top = Math.max(box.y() + GAP, room.y());
                double right = Math.min(box.right() - GAP, room.right());
                double down = Math.min(top + Math.abs(offset), Math.max(top, box.bottom() - GAP - height));
                yield new Area(right - width, down, width, height);
            }
        };
    }
}
