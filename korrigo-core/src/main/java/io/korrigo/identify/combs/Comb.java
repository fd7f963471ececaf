package io.korrigo.identify.combs;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Point;

/**
 * A row of boxes, left to right as it is read.
 *
 * @param boxes at least one, in the coordinates of the picture it was found in
 * @param groups how many boxes stand joined, group by group; they sum to the number of boxes
 * @param support share of the boxes' upright borders that were seen, 0 to 1
 * @param score evidence for the row in borders' worth; for comparing combs of one page
 */
public record Comb(List<Box> boxes, List<Integer> groups, double support, double score) {
    public Comb {
        boxes = List.copyOf(boxes);
        groups = List.copyOf(groups);
    }

    /** Four corners, clockwise from the top left one as the box is read. */
    public record Box(Point topLeft, Point topRight, Point bottomRight, Point bottomLeft) {
        public Point centre() {
            return new Point(
                    (topLeft.x + topRight.x + bottomRight.x + bottomLeft.x) / 4,
                    (topLeft.y + topRight.y + bottomRight.y + bottomLeft.y) / 4);
        }

        public double width() {
            return Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y);
        }

        public double height() {
            return Math.hypot(bottomLeft.x - topLeft.x, bottomLeft.y - topLeft.y);
        }

        public Box mapped(Affine map) {
            return new Box(
                    map.apply(topLeft.x, topLeft.y),
                    map.apply(topRight.x, topRight.y),
                    map.apply(bottomRight.x, bottomRight.y),
                    map.apply(bottomLeft.x, bottomLeft.y));
        }

        public Box turnedHalf() {
            return new Box(bottomRight, bottomLeft, topLeft, topRight);
        }
    }

    public int size() {
        return boxes.size();
    }

    /** Where the first box begins. */
    public double left() {
        return boxes.get(0).topLeft().x;
    }

    /** Where the last box ends. */
    public double right() {
        return boxes.get(boxes.size() - 1).topRight().x;
    }

    public Point centre() {
        Point first = boxes.get(0).centre();
        Point last = boxes.get(boxes.size() - 1).centre();
        return new Point((first.x + last.x) / 2, (first.y + last.y) / 2);
    }

    /** Typical height of a box. */
    public double boxHeight() {
        return boxes.get(boxes.size() / 2).height();
    }

    public Comb mapped(Affine map) {
        return new Comb(boxes.stream().map(box -> box.mapped(map)).toList(), groups, support, score);
    }

    /** The same boxes as read by someone who holds the page the other way up. */
    public Comb turnedHalf() {
        List<Box> turned = new ArrayList<>();
        List<Integer> turnedGroups = new ArrayList<>();
        for (int i = boxes.size() - 1; i >= 0; i--) {
            turned.add(boxes.get(i).turnedHalf());
        }
        for (int i = groups.size() - 1; i >= 0; i--) {
            turnedGroups.add(groups.get(i));
        }
        return new Comb(turned, turnedGroups, support, score);
    }
}
