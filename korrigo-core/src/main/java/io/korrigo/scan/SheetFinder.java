package io.korrigo.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes sheets of views: which are two sides of one, whether they are folded, which way is up, where they are cut.
 *
 * <p>A folded sheet has its last and its first page on the side with the header, P4 | P1, and P2 | P3 on the other. What a view
 * without a header can't tell, the other side of its sheet does, and else what most views of its shape are.
 */
final class SheetFinder<H> {
    /** Share of views without a header from which folded sheets were scanned on both sides. */
    private static final double TWO_SIDED = 0.25;

    private final List<ViewLook<H>> looks;

    SheetFinder(List<ViewLook<H>> looks) {
        this.looks = looks;
    }

    List<FoundSheet<H>> sheets() {
        boolean folded = looks.stream().anyMatch(ViewLook::showsTwoPages) || foldedWithoutHeader();
        return folded ? foldedSheets() : singleSheets();
    }

    /**
     * Whether views that nothing names are of folded sheets: more than one, all with a place to cut, and somebody wrote on both
     * halves. One landscape page with a gap in its middle is one page.
     */
    private boolean foldedWithoutHeader() {
        return looks.size() > 1
                && looks.stream().noneMatch(ViewLook::hasHeader)
                && looks.stream()
                        .allMatch(look -> look.ink().landscape() && look.ink().foldFound())
                && looks.stream()
                        .anyMatch(look ->
                                !look.ink().blank(Part.LEFT, 0) && !look.ink().blank(Part.RIGHT, 0));
    }

    private List<FoundSheet<H>> foldedSheets() {
        boolean[] header = new boolean[looks.size()];
        int without = 0;
        for (int i = 0; i < header.length; i++) {
            header[i] = looks.get(i).hasHeader();
            without += header[i] ? 0 : 1;
        }
        List<SheetPairing.Sides> sides;
        boolean twoPasses = twoPasses(header);
        if (twoPasses) {
            sides = new ArrayList<>();
            for (int i = 0; i < header.length / 2; i++) {
                sides.add(new SheetPairing.Sides(i, header.length - 1 - i));
            }
        } else if (without >= TWO_SIDED * header.length) {
            sides = SheetPairing.pair(header);
        } else {
            sides = new ArrayList<>();
            for (int i = 0; i < header.length; i++) {
                sides.add(new SheetPairing.Sides(i, -1));
            }
        }
        List<FoundSheet<H>> sheets = new ArrayList<>();
        for (SheetPairing.Sides side : sides) {
            add(side, without >= TWO_SIDED * header.length, sheets);
        }
        if (twoPasses) {
            sheets.set(0, sheets.get(0).with(PileProblem.Kind.TWO_PASSES));
        }
        return sheets;
    }

    /** Whether the first half of the views has a header each and the other half none; two views may as well be one sheet. */
    private static boolean twoPasses(boolean[] header) {
        boolean twoPasses = header.length >= 4 && header.length % 2 == 0;
        for (int i = 0; i < header.length; i++) {
            twoPasses &= header[i] == (i < header.length / 2);
        }
        return twoPasses;
    }

    /**
     * Clockwise quarter turns that bring a front upright. One without a header lies as those with one around it do, if they agree: half a
     * stack that was fed upside down holds more sheets than those.
     */
    private int turns(int view) {
        if (looks.get(view).hasHeader()) {
            return headerTurns(view);
        }
        int before = view - 1;
        while (before >= 0 && !looks.get(before).hasHeader()) {
            before--;
        }
        int after = view + 1;
        while (after < looks.size() && !looks.get(after).hasHeader()) {
            after++;
        }
        boolean sameShape = before >= 0
                && looks.get(before).ink().landscape() == looks.get(view).ink().landscape();
        boolean agree = sameShape && (after == looks.size() || headerTurns(after) == headerTurns(before));
        return agree ? headerTurns(before) : 0;
    }

    private int headerTurns(int view) {
        return looks.get(view).header().map(ViewLook.Place::quarterTurns).orElse(0);
    }

    private void add(SheetPairing.Sides sides, boolean twoSided, List<FoundSheet<H>> sheets) {
        int first = sides.first();
        int second = sides.second();
        if (second >= 0 && looks.get(first).hasHeader() && looks.get(second).hasHeader()) {
            // two sheets that each lost a side, or one with a header on both: no copy may be built on either
            add(new SheetPairing.Sides(first, -1), twoSided, sheets);
            add(new SheetPairing.Sides(second, -1), twoSided, sheets);
            return;
        }
        boolean backFirst = second >= 0 && looks.get(second).hasHeader();
        int recto = backFirst ? second : first;
        int verso = backFirst ? first : second;
        ViewLook<H> front = looks.get(recto);
        List<PileProblem.Kind> oddities = new ArrayList<>();
        Optional<ViewLook.Place<H>> header = front.header();
        int turns = turns(recto);
        if (backFirst) {
            oddities.add(PileProblem.Kind.BACK_FIRST);
        }
        if (turns != 0) {
            oddities.add(PileProblem.Kind.TURNED);
        }
        if (front.headers().size() > 1) {
            oddities.add(PileProblem.Kind.TWO_HEADERS);
        }
        if (verso < 0 && twoSided) {
            oddities.add(PileProblem.Kind.SIDE_MISSING);
        }
        boolean onePage =
                front.showsOnePage() || !front.hasHeader() && !front.ink().landscape();
        Sheet sheet = new Sheet(sheets.size(), onePage);
        List<PilePage> pages = new ArrayList<>();
        boolean cutBlindly = sheet.add(recto, turns, true, verso, pages);
        if (verso >= 0) {
            // a sheet that is turned about its middle shows its other side turned the other way
            cutBlindly |= sheet.add(verso, (4 - turns) & 3, false, recto, pages);
        }
        if (cutBlindly) {
            oddities.add(PileProblem.Kind.FOLD_UNSEEN);
        }
        sheets.add(new FoundSheet<>(
                sheets.size(),
                readingOrder(pages, header.map(ViewLook.Place::part).orElse(Part.RIGHT)),
                header.map(ViewLook.Place::header).orElse(null),
                oddities,
                verso < 0
                        ? List.of(front.ink())
                        : List.of(front.ink(), looks.get(verso).ink())));
    }

    /** Collects the pages of one sheet. */
    private final class Sheet {
        private final int index;
        private final boolean onePage;

        Sheet(int index, boolean onePage) {
            this.index = index;
            this.onePage = onePage;
        }

        /** Adds a view's pages, left before right; whether it had to be cut where no fold was seen. */
        boolean add(int view, int turns, boolean recto, int otherSide, List<PilePage> pages) {
            ViewInk ink = looks.get(view).ink();
            if (onePage) {
                pages.add(new PilePage(view, Part.WHOLE, turns, 1, index, recto, ink.blank(Part.WHOLE, turns)));
                return false;
            }
            boolean seen = ink.foldFound();
            double fold = ink.foldFromLeft(turns);
            if (!seen && otherSide >= 0 && looks.get(otherSide).ink().foldFound()) {
                // the same fold, seen from behind
                fold = 1 - looks.get(otherSide).ink().foldFromLeft((4 - turns) & 3);
                seen = true;
            }
            for (Part part : new Part[] {Part.LEFT, Part.RIGHT}) {
                pages.add(new PilePage(view, part, turns, fold, index, recto, ink.blank(part, turns)));
            }
            return !seen;
        }
    }

    /**
     * P1 is where the header is, P4 beside it, P2 and P3 behind.
     *
     * @param pages left and right of the recto, then of the verso; or one of each
     */
    private static List<PilePage> readingOrder(List<PilePage> pages, Part header) {
        if (pages.get(0).part() == Part.WHOLE) {
            return pages;
        }
        List<PilePage> ordered = new ArrayList<>();
        boolean right = header != Part.LEFT;
        ordered.add(pages.get(right ? 1 : 0));
        ordered.addAll(pages.subList(2, pages.size()));
        ordered.add(pages.get(right ? 0 : 1));
        return ordered;
    }

    /** Two views a sheet where every header is on the first of two. */
    private List<FoundSheet<H>> singleSheets() {
        boolean twoSided = looks.size() % 2 == 0;
        for (int i = 1; i < looks.size(); i += 2) {
            twoSided &= !looks.get(i).hasHeader();
        }
        List<FoundSheet<H>> sheets = new ArrayList<>();
        int turns = 0;
        for (int view = 0; view < looks.size(); view++) {
            ViewLook<H> look = looks.get(view);
            boolean recto = !twoSided || view % 2 == 0;
            Optional<ViewLook.Place<H>> header = look.header();
            turns = recto ? turns(view) : (4 - turns) & 3;
            int index = twoSided ? view / 2 : view;
            boolean blank = look.ink().blank(Part.WHOLE, turns);
            PilePage page = new PilePage(view, Part.WHOLE, turns, 1, index, recto, blank);
            List<PileProblem.Kind> oddities = turns == 0 ? List.of() : List.of(PileProblem.Kind.TURNED);
            if (recto) {
                H said = header.map(ViewLook.Place::header).orElse(null);
                sheets.add(new FoundSheet<>(index, List.of(page), said, oddities, List.of(look.ink())));
            } else {
                FoundSheet<H> front = sheets.remove(sheets.size() - 1);
                sheets.add(new FoundSheet<>(
                        index,
                        List.of(front.pages().get(0), page),
                        front.header(),
                        front.oddities(),
                        List.of(front.inks().get(0), look.ink())));
            }
        }
        return sheets;
    }
}
