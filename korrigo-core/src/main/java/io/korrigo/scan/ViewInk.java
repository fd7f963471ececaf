package io.korrigo.scan;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a view has ink, as it is stored.
 *
 * @param width of the view in pixels
 * @param height of the view in pixels
 * @param fold where the view can be cut across its longer side without cutting through ink, as a fraction from left or
 *     top, near the middle; NaN where there is no such place
 * @param strokes how many strokes of a pen, at least, the whole view shows
 * @param firstStrokes the same of what is before the fold, or the middle
 * @param secondStrokes the same of what is behind it
 * @param map share of ink in each of {@value #CELLS} x {@value #CELLS} cells, row by row, as unsigned bytes
 */
record ViewInk(int width, int height, double fold, int strokes, int firstStrokes, int secondStrokes, byte[] map) {
    static final int CELLS = 96;
    /** Dust and the scanner's edge make one or two. */
    private static final int BLANK = 2;
    /** Cells by which two scans of one sheet may be off: 4 % of the page. */
    private static final int SHIFT = 4;
    /** Cells along a side of the blocks that are compared one by one: sheets of one form differ in some of them only. */
    private static final int BLOCK = 22;
    /** Places that are compared have at least so much ink, so that blank paper resembles nothing. */
    private static final double LEAST_INK = 1.5;

    boolean landscape() {
        return width > height;
    }

    /** Whether nobody wrote on the part of the view that stands upright after {@code turns} quarter turns. */
    boolean blank(Part part, int turns) {
        return switch (part) {
            case WHOLE -> strokes <= BLANK;
            case LEFT -> (beginsLeft(turns) ? firstStrokes : secondStrokes) <= BLANK;
            case RIGHT -> (beginsLeft(turns) ? secondStrokes : firstStrokes) <= BLANK;
        };
    }

    /** Whether what is first in the stored view, left or upper, is on the left once the view is turned. */
    private boolean beginsLeft(int turns) {
        return landscape() ? turns == 0 : turns == 3;
    }

    /** The fold as a fraction from the left of the view once it is turned; the middle where none was found. */
    double foldFromLeft(int turns) {
        double at = Double.isNaN(fold) ? 0.5 : fold;
        return beginsLeft(turns) ? at : 1 - at;
    }

    boolean foldFound() {
        return !Double.isNaN(fold);
    }

    /**
     * How much two upright views look alike, -1 to 1: the mean correlation of the ink in the less alike half of their blocks, each moved over the
     * other view by a few millimetres, since a sheet lies askew in another way each time. 0 where one is blank.
     */
    static double likeness(ViewInk one, int turnsOfOne, ViewInk other, int turnsOfOther) {
        if (mean(one.map) < LEAST_INK || mean(other.map) < LEAST_INK) {
            return 0;
        }
        float[] a = blurred(upright(one.map, turnsOfOne));
        float[] b = blurred(upright(other.map, turnsOfOther));
        List<Double> blocks = new ArrayList<>();
        for (int top = SHIFT; top + BLOCK <= CELLS - SHIFT; top += BLOCK) {
            for (int left = SHIFT; left + BLOCK <= CELLS - SHIFT; left += BLOCK) {
                if (inked(a, left, top) || inked(b, left, top)) {
                    blocks.add(best(a, b, left, top));
                }
            }
        }
        return blocks.stream()
                .sorted()
                .limit((blocks.size() + 1) / 2)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    private static boolean inked(float[] map, int left, int top) {
        double sum = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                sum += map[y * CELLS + x];
            }
        }
        return sum >= LEAST_INK * BLOCK * BLOCK;
    }

    /** The highest correlation of a block with one of the places near it in the other map. */
    private static double best(float[] a, float[] b, int left, int top) {
        double best = -1;
        for (int dy = -SHIFT; dy <= SHIFT; dy++) {
            for (int dx = -SHIFT; dx <= SHIFT; dx++) {
                best = Math.max(best, correlation(a, b, left, top, dx, dy));
            }
        }
        return best;
    }

    private static byte[] upright(byte[] map, int turns) {
        byte[] upright = map;
        for (int i = 0; i < turns; i++) {
            byte[] turned = new byte[map.length];
            for (int y = 0; y < CELLS; y++) {
                for (int x = 0; x < CELLS; x++) {
                    turned[x * CELLS + CELLS - 1 - y] = upright[y * CELLS + x];
                }
            }
            upright = turned;
        }
        return upright;
    }

    /** Means over three by three cells: a stroke that crosses into the next cell still meets itself. */
    private static float[] blurred(byte[] map) {
        float[] out = new float[map.length];
        for (int y = 1; y < CELLS - 1; y++) {
            for (int x = 1; x < CELLS - 1; x++) {
                float sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += map[(y + dy) * CELLS + x + dx] & 0xFF;
                    }
                }
                out[y * CELLS + x] = sum / 9;
            }
        }
        return out;
    }

    private static double mean(byte[] map) {
        int sum = 0;
        for (byte value : map) {
            sum += value & 0xFF;
        }
        return (double) sum / map.length;
    }

    private static double correlation(float[] a, float[] b, int fromX, int fromY, int dx, int dy) {
        double sumA = 0;
        double sumB = 0;
        double squareA = 0;
        double squareB = 0;
        double product = 0;
        int count = 0;
        for (int y = fromY; y < fromY + BLOCK; y++) {
            for (int x = fromX; x < fromX + BLOCK; x++) {
                double left = a[y * CELLS + x];
                double right = b[(y + dy) * CELLS + x + dx];
                sumA += left;
                sumB += right;
                squareA += left * left;
                squareB += right * right;
                product += left * right;
                count++;
            }
        }
        double varianceA = squareA - sumA * sumA / count;
        double varianceB = squareB - sumB * sumB / count;
        return varianceA <= 0 || varianceB <= 0
                ? 0
                : (product - sumA * sumB / count) / Math.sqrt(varianceA * varianceB);
    }
}
