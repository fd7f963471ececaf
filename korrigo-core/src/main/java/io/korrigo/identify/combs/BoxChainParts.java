package io.korrigo.identify.combs;

import io.korrigo.identify.combs.BoxChain.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Parts a chain where the form has no boxes.
 *
 * <p>On a form whose rows share one grid, the gap for a printed slash is exactly a box wide, and a label between two rows
 * two: regular steps fill both with boxes, and a number and a date become one row. But no level line is printed there. So
 * boxes without lines are taken out of a chain whose others have them, and what is left is cut: a birth date apart from
 * what stands beside it, and anything else where a gap is wider than a separator's.
 *
 * <p>A birth date whose gaps are underlined is not parted, and a row that lost the lines of two boxes in a row is cut
 * there.
 */
final class BoxChainParts {
    /** A date's groups, also on a page held the other way up. */
    private static final Set<List<Integer>> DATES = Set.of(List.of(2, 2, 4), List.of(4, 2, 2));

    /** Share of the columns that show the fainter of a box's lines: below, it has none. */
    static final double BARE = 0.35;
    /** The same of a chain's usual box, if its lines can tell where boxes are. */
    static final double PRINTED = 0.6;
    /** In widths of a box. */
    static final double WIDEST_SEPARATOR = 1.6;
    /** How much a date's two gaps may differ, in widths of a box. */
    private static final double UNEQUAL = 0.3;

    private final ToDoubleFunction<Span> lines;

    /** @param lines share of a box's columns that show the fainter of its two lines, 0 to 1 */
    BoxChainParts(ToDoubleFunction<Span> lines) {
        this.lines = lines;
    }

    /** The parts from left to right, each with at least one box; the chain itself where nothing parts it. */
    List<BoxChain> of(BoxChain chain) {
        double[] shares = chain.boxes().stream().mapToDouble(lines).toArray();
        List<Span> printed = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] >= BARE) {
                printed.add(chain.boxes().get(i));
            }
        }
        Arrays.sort(shares);
        if (shares[shares.length / 2] < PRINTED) {
            return List.of(chain);
        }
        BoxChain rest = new BoxChain(printed, chain.score());
        List<Integer> groups = rest.groups();
        int date = date(rest, groups);
        if (date < 0) {
            return printed.size() == chain.size() ? List.of(chain) : atWideGaps(chain, rest);
        }
        if (groups.size() == 3) {
            return List.of(rest);
        }
        int from = groups.subList(0, date).stream().mapToInt(Integer::intValue).sum();
        int to = from + 8;
        List<BoxChain> parts = new ArrayList<>();
        for (int[] part : new int[][] {{0, from}, {from, to}, {to, rest.size()}}) {
            if (part[0] < part[1]) {
                parts.add(rest.part(part[0], part[1]));
            }
        }
        return parts;
    }

    /** The first of three groups in a row that are a date, with gaps alike between them; or -1. */
    private static int date(BoxChain chain, List<Integer> groups) {
        int box = 0;
        for (int i = 0; i + 3 <= groups.size(); i++) {
            int second = box + groups.get(i);
            int third = second + groups.get(i + 1);
            if (DATES.contains(groups.subList(i, i + 3))) {
                double first = chain.gapBefore(second);
                double last = chain.gapBefore(third);
                if (Math.max(first, last) <= WIDEST_SEPARATOR * chain.width()
                        && Math.abs(first - last) <= UNEQUAL * chain.width()) {
                    return i;
                }
            }
            box = second;
        }
        return -1;
    }

    /**
     * {@code chain} cut, also at its ends, where {@code printed} has gaps wider than a separator's; where it hasn't, print
     * failed.
     */
    private static List<BoxChain> atWideGaps(BoxChain chain, BoxChain printed) {
        double widest = WIDEST_SEPARATOR * chain.width();
        List<BoxChain> parts = new ArrayList<>();
        boolean whole = printed.first().left() - chain.first().left() <= widest;
        int left = (whole ? chain : printed).first().left();
        for (int i = 1; i < printed.size(); i++) {
            if (printed.gapBefore(i) > widest) {
                parts.add(between(chain, left, printed.boxes().get(i - 1).right()));
                left = printed.boxes().get(i).left();
            }
        }
        boolean toItsEnd = chain.last().right() - printed.last().right() <= widest;
        parts.add(between(chain, left, (toItsEnd ? chain : printed).last().right()));
        return parts;
    }

    private static BoxChain between(BoxChain chain, int left, int right) {
        return new BoxChain(
                chain.boxes().stream()
                        .filter(box -> box.left() >= left && box.right() <= right)
                        .toList(),
                chain.score());
    }
}
