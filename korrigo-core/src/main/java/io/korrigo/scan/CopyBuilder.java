package io.korrigo.scan;

import io.korrigo.scan.PileProblem.Kind;
import io.korrigo.scan.SheetWriters.Writer;
import io.korrigo.scan.SortedPile.Quarantined;
import io.korrigo.scan.SortedPile.SortedCopy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts sheets into copies one after the other, in the order of the pile. Confined to one thread. */
final class CopyBuilder<H> {
    /**
     * Likeness from which two views show one side of one sheet: sides scanned twice had 0.71 and more, black and white at 150 dpi
     * too, other sheets up to 0.53.
     */
    private static final double SAME = 0.6;

    /** The same for sheets whose headers speak for different writers. */
    private static final double SAME_ALL_THE_SAME = 0.66;

    /** Sheets apart, up to which those of different writers are compared: a stack that was fed twice comes soon again. */
    private static final int NEAR = 10;

    /** Likeness from afar from which they are: sides scanned twice had 0.51 and more, also black and white at 150 dpi. */
    private static final double LIKE_FROM_AFAR = 0.35;

    /**
     * Sheets without a header that each such sheet is compared with at most, besides those near it: of 44 views, up to three looked more
     * like one from afar than its second scan did.
     */
    private static final int LIKEST = 24;

    private final Map<Integer, Draft> drafts = new LinkedHashMap<>();
    private final List<Quarantined> quarantine = new ArrayList<>();
    private final List<PileProblem> problems = new ArrayList<>();
    private final List<Known<H>> known = new ArrayList<>();
    private @Nullable Draft last;
    private boolean passes;

    private record Known<H>(FoundSheet<H> sheet, @Nullable Writer writer) {}

    private static final class Draft {
        private final int index;
        private final Writer writer;
        private final List<PilePage> pages = new ArrayList<>();
        private int lastSheet;
        /** Where a sheet without a header is put: within the folded sheet before it. */
        private int within;

        Draft(int index, Writer writer) {
            this.index = index;
            this.writer = writer;
        }
    }

    /** @param writer of its header, or null where it has none */
    void add(FoundSheet<H> sheet, @Nullable Writer writer) {
        if (sheet.odd(Kind.TWO_PASSES)) {
            // of the whole pile
            passes = true;
        }
        int twin = twin(sheet, writer);
        if (twin >= 0) {
            putAside(sheet, Kind.SCANNED_TWICE, twin);
            return;
        }
        known.add(new Known<>(sheet, writer));
        if (sheet.odd(Kind.TWO_HEADERS)) {
            putAside(sheet, Kind.TWO_HEADERS, 0);
            // what follows may be the other page's
            last = null;
            return;
        }
        Draft draft = last;
        if (writer != null) {
            draft = drafts.get(writer.copy());
            if (draft == null) {
                draft = new Draft(drafts.size(), writer);
                drafts.put(writer.copy(), draft);
            } else if (draft != last) {
                report(Kind.APART, sheet, draft.index);
            }
        }
        if (draft == null) {
            putAside(sheet, Kind.BEFORE_FIRST_HEADER, 0);
            return;
        }
        put(sheet, draft, writer == null);
        last = draft;
    }

    private void put(FoundSheet<H> sheet, Draft draft, boolean follows) {
        boolean folded = sheet.pages().get(0).part() != Part.WHOLE;
        boolean nested = follows && folded;
        int at = nested ? draft.within : draft.pages.size();
        draft.pages.addAll(at, sheet.pages());
        draft.within = folded ? at + sheet.pages().size() / 2 : draft.pages.size();
        draft.lastSheet = sheet.index();
        if (nested && !sheet.blank()) {
            report(Kind.NO_HEADER, sheet, draft.index);
        }
        sheet.oddities().stream()
                .filter(kind -> kind != Kind.TWO_PASSES)
                .forEach(kind -> report(kind, sheet, draft.index));
    }

    /** The sheet that this is a second scan of, or -1. */
    private int twin(FoundSheet<H> sheet, @Nullable Writer writer) {
        if (sheet.blank()) {
            return -1;
        }
        Set<Integer> likest = writer == null ? likest(sheet) : Set.of();
        for (int i = 0; i < known.size(); i++) {
            Known<H> other = known.get(i);
            boolean near = sheet.index() - other.sheet().index() <= NEAR;
            boolean sameWriter = writer != null
                    && other.writer() != null
                    && writer.copy() == other.writer().copy();
            boolean unknown = writer == null && other.writer() == null;
            boolean compared =
                    sameWriter || near && fromAfar(sheet, other.sheet()) >= LIKE_FROM_AFAR || likest.contains(i);
            if (compared && same(sheet, other.sheet(), sameWriter || unknown ? SAME : SAME_ALL_THE_SAME)) {
                return other.sheet().index();
            }
        }
        return -1;
    }

    /**
     * Those sheets without a header that look most like this one from afar: however many there are, so many are compared stroke by
     * stroke.
     */
    private Set<Integer> likest(FoundSheet<H> sheet) {
        Map<Integer, Double> likeness = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).writer() == null) {
                likeness.put(i, fromAfar(sheet, known.get(i).sheet()));
            }
        }
        return likeness.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
                .limit(LIKEST)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The likeness from afar of the side that is the least alike; -1 where one is blank that the other isn't. */
    private static <H> double fromAfar(FoundSheet<H> one, FoundSheet<H> other) {
        if (one.inks().size() != other.inks().size()) {
            return -1;
        }
        double least = 1;
        for (int side = 0; side < one.inks().size(); side++) {
            boolean blank = blank(one, side);
            if (blank != blank(other, side)) {
                return -1;
            }
            if (!blank) {
                double likeness = ViewInk.likenessFromAfar(
                        one.inks().get(side), turns(one, side), other.inks().get(side), turns(other, side));
                least = Math.min(least, likeness);
            }
        }
        return least;
    }

    /** Whether every side that has something on it looks like the other's. */
    private static <H> boolean same(FoundSheet<H> one, FoundSheet<H> other, double least) {
        if (one.inks().size() != other.inks().size() || one.blank() || other.blank()) {
            return false;
        }
        for (int side = 0; side < one.inks().size(); side++) {
            boolean blank = blank(one, side);
            if (blank != blank(other, side)) {
                return false;
            }
            ViewInk ofOne = one.inks().get(side);
            ViewInk ofOther = other.inks().get(side);
            if (!blank && !ViewInk.alike(ofOne, turns(one, side), ofOther, turns(other, side), least)) {
                return false;
            }
        }
        return true;
    }

    private static <H> Stream<PilePage> side(FoundSheet<H> sheet, int side) {
        return sheet.pages().stream().filter(page -> page.recto() == (side == 0));
    }

    private static <H> boolean blank(FoundSheet<H> sheet, int side) {
        return side(sheet, side).allMatch(PilePage::blank);
    }

    private static <H> int turns(FoundSheet<H> sheet, int side) {
        return side(sheet, side).findFirst().map(PilePage::quarterTurns).orElse(0);
    }

    private void putAside(FoundSheet<H> sheet, Kind reason, int found) {
        sheet.pages().forEach(page -> quarantine.add(new Quarantined(page, reason)));
        problems.add(new PileProblem(reason, sheet.index(), -1, found, 0));
    }

    private void report(Kind kind, FoundSheet<H> sheet, int copy) {
        problems.add(new PileProblem(kind, sheet.index(), copy, 0, 0));
    }

    SortedPile pile(int views, int sheets, PileSorter.Expected expected) {
        List<SortedCopy> copies = new ArrayList<>();
        for (Draft draft : drafts.values()) {
            copies.add(new SortedCopy(draft.pages, draft.writer));
            int sheet = draft.pages.get(0).sheet();
            if (draft.writer.student() == null) {
                problems.add(new PileProblem(Kind.TO_DECIDE, sheet, draft.index, 0, 0));
            }
            blankWithin(draft);
        }
        pageCounts(copies);
        problems.sort(Comparator.comparingInt(PileProblem::sheet).thenComparing(PileProblem::kind));
        List<PileProblem> all = new ArrayList<>();
        int twice = (int) problems.stream()
                .filter(problem -> problem.kind() == Kind.SCANNED_TWICE)
                .count();
        compare(Kind.SHEETS_EXPECTED, sheets - twice, expected.sheets(), all);
        compare(Kind.COPIES_EXPECTED, copies.size(), expected.copies(), all);
        if (passes) {
            all.add(new PileProblem(Kind.TWO_PASSES, -1, -1, sheets, 0));
        }
        all.addAll(problems);
        return new SortedPile(views, sheets, copies, quarantine, all);
    }

    private static void compare(Kind kind, int found, @Nullable Integer expected, List<PileProblem> into) {
        if (expected != null && expected != found) {
            into.add(new PileProblem(kind, -1, -1, found, expected));
        }
    }

    /**
     * Pages that were left out before written ones of the same sheet, and sheets left out between written ones, are unusual; at the
     * end of a sheet they are not. Those that follow each other are told once, by the first one.
     */
    private void blankWithin(Draft draft) {
        boolean told = false;
        for (int i = 0; i < draft.pages.size(); i++) {
            boolean within = isBlankWithin(draft.pages, i);
            if (within && !told) {
                int sheet = draft.pages.get(i).sheet();
                problems.add(new PileProblem(Kind.BLANK_WITHIN, sheet, draft.index, i + 1, 0));
            }
            told = within;
        }
    }

    private static boolean isBlankWithin(List<PilePage> pages, int i) {
        PilePage page = pages.get(i);
        boolean nothing =
                pages.stream().filter(other -> other.sheet() == page.sheet()).allMatch(PilePage::blank);
        return page.blank()
                && pages.stream()
                        .skip(i)
                        .anyMatch(later -> !later.blank() && (nothing || later.sheet() == page.sheet()));
    }

    /** Where copies of one sheet have as many pages as most, others have some too few or too many of another's. */
    private void pageCounts(List<SortedCopy> copies) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        copies.forEach(copy -> counts.merge(copy.pages().size(), 1, Integer::sum));
        int usual = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
        for (int i = 0; i < copies.size(); i++) {
            int pages = copies.get(i).pages().size();
            boolean folded = copies.get(i).pages().get(0).part() != Part.WHOLE;
            if (pages != usual && !(folded && pages % 4 == 0)) {
                int sheet = copies.get(i).pages().get(0).sheet();
                problems.add(new PileProblem(Kind.PAGE_COUNT, sheet, i, pages, usual));
            }
        }
    }
}
