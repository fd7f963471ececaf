package io.korrigo.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which views are the two sides of one sheet, where a folded sheet shows its header on one side and none on the other.
 *
 * <p>A scanner that takes both sides gives two views a sheet, so two by two they are, unless that puts two headers, or none,
 * on a sheet: then a side may be missing, and the pairing is sought that leaves the fewest oddities.
 */
final class SheetPairing {
    /** What is odd, by how much: a side too few more than all, for a scanner loses both or none. */
    private static final double BACK_FIRST = 1;

    private static final double NO_HEADER = 2.5;
    private static final double ALONE = 5;
    private static final double TWO_HEADERS = 6;

    private SheetPairing() {}

    /** The views of a sheet, in the order of the pile; {@code second} is -1 where it has one view. */
    record Sides(int first, int second) {}

    /** @param header whether each view has one */
    static List<Sides> pair(boolean[] header) {
        List<Sides> plain = new ArrayList<>();
        boolean odd = header.length % 2 == 1;
        for (int i = 0; i + 1 < header.length; i += 2) {
            plain.add(new Sides(i, i + 1));
            odd |= header[i] == header[i + 1];
        }
        return odd ? leastOdd(header) : plain;
    }

    private static List<Sides> leastOdd(boolean[] header) {
        double[] cost = new double[header.length + 1];
        boolean[] paired = new boolean[header.length + 1];
        Arrays.fill(cost, 1, cost.length, Double.POSITIVE_INFINITY);
        for (int end = 1; end <= header.length; end++) {
            cost[end] = cost[end - 1] + ALONE;
            if (end >= 2 && cost[end - 2] + oddity(header[end - 2], header[end - 1]) < cost[end]) {
                cost[end] = cost[end - 2] + oddity(header[end - 2], header[end - 1]);
                paired[end] = true;
            }
        }
        List<Sides> sides = new ArrayList<>();
        for (int end = header.length; end > 0; end -= paired[end] ? 2 : 1) {
            sides.add(paired[end] ? new Sides(end - 2, end - 1) : new Sides(end - 1, -1));
        }
        Collections.reverse(sides);
        return sides;
    }

    private static double oddity(boolean first, boolean second) {
        if (first == second) {
            return first ? TWO_HEADERS : NO_HEADER;
        }
        return first ? 0 : BACK_FIRST;
    }
}
