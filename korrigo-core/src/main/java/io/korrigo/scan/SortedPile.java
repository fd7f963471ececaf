package io.korrigo.scan;

import io.korrigo.scan.SheetWriters.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a pile: copies, and pages that no copy has. Every page of the pile is in one place and in one only; a
 * sorted pile of which that is not true can't be made.
 *
 * @param views how many views the pile has
 * @param sheets how many sheets of paper they show
 * @param copies in the order of their first pages
 * @param quarantine pages that belong to no copy, each with the reason
 * @param problems what a person should look at, in the order of the pile
 */
public record SortedPile(
        int views, int sheets, List<SortedCopy> copies, List<Quarantined> quarantine, List<PileProblem> problems) {
    /** @throws IllegalArgumentException when a view is missing or lacks a part, or a page is in two places */
    public SortedPile {
        copies = List.copyOf(copies);
        quarantine = List.copyOf(quarantine);
        problems = List.copyOf(problems);
        Map<Integer, List<Part>> parts = new HashMap<>();
        for (PilePage page : pages(copies, quarantine)) {
            parts.computeIfAbsent(page.view(), view -> new ArrayList<>()).add(page.part());
            if (page.view() >= views || page.sheet() >= sheets) {
                throw new IllegalArgumentException("View " + page.view() + " is not in the pile");
            }
        }
        for (int view = 0; view < views; view++) {
            List<Part> found = parts.getOrDefault(view, List.of());
            boolean whole = found.equals(List.of(Part.WHOLE));
            boolean halves = found.size() == 2 && found.contains(Part.LEFT) && found.contains(Part.RIGHT);
            if (!whole && !halves) {
                throw new IllegalArgumentException("View " + view + " is accounted for by " + found);
            }
        }
    }

    /**
     * A copy.
     *
     * @param pages in reading order, blank ones too; at least one
     * @param writer whose it is, as far as its headers say
     */
    public record SortedCopy(List<PilePage> pages, Writer writer) {
        /** @throws IllegalArgumentException when there is no page */
        public SortedCopy {
            pages = List.copyOf(pages);
            if (pages.isEmpty()) {
                throw new IllegalArgumentException("A copy has at least one page");
            }
        }

        /** Indices of its sheets in the pile, in reading order. */
        public List<Integer> sheets() {
            return pages.stream().map(PilePage::sheet).distinct().toList();
        }
    }

    /** A page that no copy has, and why. */
    public record Quarantined(PilePage page, PileProblem.Kind reason) {}

    /**
     * How the pages add up: {@code pages = written + blank + quarantined}.
     *
     * @param written pages in copies with something on them
     * @param blank pages in copies with nothing on them; they are kept in their places
     */
    public record Balance(int sheets, int views, int pages, int copies, int written, int blank, int quarantined) {
        /** @throws IllegalArgumentException when they don't */
        public Balance {
            if (pages != written + blank + quarantined) {
                throw new IllegalArgumentException(
                        pages + " pages are not " + written + " + " + blank + " + " + quarantined);
            }
        }
    }

    /**
     * Whether a copy had better not be graded before somebody looked: something {@linkplain PileProblem.Kind#holds holds} it, or
     * backs came in a second pass, which may be another's in all copies.
     *
     * @param copy index, from 0
     */
    public boolean holds(int copy) {
        return problems.stream()
                .anyMatch(problem -> problem.kind() == PileProblem.Kind.TWO_PASSES
                        || problem.copy() == copy && problem.kind().holds());
    }

    /** Every page of the pile, copies first. */
    public List<PilePage> pages() {
        return pages(copies, quarantine);
    }

    private static List<PilePage> pages(List<SortedCopy> copies, List<Quarantined> quarantine) {
        List<PilePage> pages = new ArrayList<>();
        copies.forEach(copy -> pages.addAll(copy.pages()));
        quarantine.forEach(each -> pages.add(each.page()));
        return pages;
    }

    /** Counts that add up. */
    public Balance balance() {
        List<PilePage> inCopies =
                copies.stream().flatMap(copy -> copy.pages().stream()).toList();
        int blank = (int) inCopies.stream().filter(PilePage::blank).count();
        return new Balance(
                sheets, views, pages().size(), copies.size(), inCopies.size() - blank, blank, quarantine.size());
    }
}
