package io.korrigo.identify.header;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.combs.Comb;
import java.util.List;
import java.util.Map;

/**
 * The headers of a picture that is held one way: one, or two where it shows two pages side by side, as the scan of a whole
 * A3 sheet does. Rows of two pages are never one header.
 *
 * <p>Where both are filled in nobody knows whose the picture is, and a person decides. Two headers one below the other, in a
 * picture higher than wide, aren't told apart.
 *
 * @param first the likelier header; without rows where there is none
 * @param second the other page's rows; empty where it has no header
 */
record SheetLayouts(HeaderLayout first, Map<HeaderField, Comb> second) {
    static final SheetLayouts NONE = new SheetLayouts(HeaderLayout.none(), Map.of());

    /** A page is higher than wide; a picture so much wider than high may show two of them. */
    private static final double TWO_PAGES = 1.15;
    /** Rows of a header that another page's writing or table won't look like. */
    private static final int FEWEST_ROWS = 2;

    /** In heights of a box, from the first row to the last: rows seen in a ruling lie anywhere on the page. */
    private static final double MOST_HEIGHTS = 12;

    /** Boxes: no printed row goes over the fold of a sheet. */
    private static final int LONG_ROW = 12;

    SheetLayouts {
        second = Map.copyOf(second);
    }

    /**
     * @param width of the picture in which {@code combs} were found
     * @param height of all of it, also where only its upper part was searched
     */
    static SheetLayouts of(List<Comb> combs, double width, double height) {
        double fold = width / 2;
        // a row across the middle is that of one page's header, cut out
        boolean twoPages = mayShowTwoPages(width, height)
                && combs.stream()
                        .noneMatch(comb -> comb.size() >= LONG_ROW && comb.left() < fold && comb.right() > fold);
        if (twoPages) {
            HeaderLayout left = half(combs, fold, height, true);
            HeaderLayout right = half(combs, fold, height, false);
            boolean leftFirst = left.plausibility() >= right.plausibility();
            HeaderLayout first = leftFirst ? left : right;
            HeaderLayout second = leftFirst ? right : left;
            if (isHeader(first)) {
                return new SheetLayouts(first, isHeader(second) ? second.rows() : Map.of());
            }
        }
        return new SheetLayouts(HeaderLayout.of(combs, height), Map.of());
    }

    static boolean mayShowTwoPages(double width, double height) {
        return width > TWO_PAGES * height;
    }

    private static HeaderLayout half(List<Comb> combs, double fold, double height, boolean left) {
        return HeaderLayout.of(
                combs.stream().filter(comb -> comb.centre().x < fold == left).toList(), height);
    }

    /** Whether the layout is a header beyond doubt, though a row may be missing. */
    static boolean isHeader(HeaderLayout layout) {
        return layout.proven() && layout.rows().size() >= FEWEST_ROWS && layout.heights() <= MOST_HEIGHTS;
    }
}
