package io.korrigo.identify.combs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Boxes that stand side by side in a {@link LineBand}, from left to right.
 *
 * @param boxes at least one
 * @param score what is seen of them less what is missing, in borders' worth
 */
record BoxChain(List<Span> boxes, double score) {
    /** In widths of a box: a narrower gap between boxes is a border printed thick, not a separator. */
    private static final double SMALLEST_GROUP_GAP = 0.28;
    /** In pixels: what a thick border may look like. A date's two gaps are both wider, and nearly alike. */
    private static final int THICK_BORDER = 2;

    private static final List<Integer> DATE = List.of(2, 2, 4);

    BoxChain {
        boxes = List.copyOf(boxes);
    }

    /** From a box's left border to its right one, in columns of the strip. */
    record Span(int left, int right) {
        Span moved(int by) {
            return new Span(left + by, right + by);
        }
    }

    int size() {
        return boxes.size();
    }

    Span first() {
        return boxes.get(0);
    }

    Span last() {
        return boxes.get(boxes.size() - 1);
    }

    /** Usual width of a box. */
    int width() {
        int sum = 0;
        for (Span box : boxes) {
            sum += box.right - box.left;
        }
        return (int) Math.round((double) sum / boxes.size());
    }

    /** From the right border of the box before box {@code i}, which is not the first, to its left one. */
    int gapBefore(int i) {
        return boxes.get(i).left - boxes.get(i - 1).right;
    }

    /** The boxes from {@code from} on before {@code to}. */
    BoxChain part(int from, int to) {
        return new BoxChain(boxes.subList(from, to), score);
    }

    /** Usual distance from one box's left border to the next one's; the chain has at least two boxes. */
    double step() {
        int[] steps = new int[boxes.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = boxes.get(i + 1).left - boxes.get(i).left;
        }
        Arrays.sort(steps);
        // the mean of the middle half: whole pixels are too coarse for a step that is taken thirty times
        int from = steps.length / 4;
        int to = Math.max(from + 1, steps.length - from);
        return Arrays.stream(steps, from, to).average().orElseThrow();
    }

    /** How many boxes stand together; boxes that all stand apart are parted only by clearly wider gaps. */
    List<Integer> groups() {
        int[] gaps = new int[boxes.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = boxes.get(i + 1).left - boxes.get(i).right;
        }
        if (isDate(gaps)) {
            return DATE;
        }
        int[] sorted = gaps.clone();
        Arrays.sort(sorted);
        int usual = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        double widest = Math.max(1.6 * usual + 2, SMALLEST_GROUP_GAP * (first().right - first().left));
        List<Integer> groups = new ArrayList<>();
        int group = 1;
        for (int gap : gaps) {
            if (gap > widest) {
                groups.add(group);
                group = 0;
            }
            group++;
        }
        groups.add(group);
        return groups;
    }

    /** Whether eight joined boxes are parted as a date is, and nowhere else, be it ever so little. */
    private static boolean isDate(int[] gaps) {
        if (gaps.length != 7 || gaps[1] <= THICK_BORDER || Math.abs(gaps[1] - gaps[3]) > 1) {
            return false;
        }
        return gaps[3] > THICK_BORDER && IntStream.of(0, 2, 4, 5, 6).allMatch(i -> gaps[i] == 0);
    }
}
