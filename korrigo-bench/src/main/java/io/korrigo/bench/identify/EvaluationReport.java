package io.korrigo.bench.identify;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Sums up the pages that were matched with one roster. Immutable. */
final class EvaluationReport {
    private final int roster;
    private final List<PageResult> pages;
    private final List<PageResult> together;

    /** @param together the same pages decided together, or none */
    EvaluationReport(int roster, List<PageResult> pages, List<PageResult> together) {
        this.roster = roster;
        this.pages = List.copyOf(pages);
        this.together = List.copyOf(together);
    }

    /** Pages of {@code kind}, or all of them, that satisfy {@code condition}. */
    long count(Predicate<PageResult> condition) {
        return pages.stream().filter(condition).count();
    }

    void print(PrintStream out) {
        line(out, "roster of %d", roster);
        line(out, "%-20s %6s %6s %6s %7s %11s", "kind", "pages", "right", "wrong", "review", "unreadable");
        for (PageKind kind : PageKind.values()) {
            if (count(page -> page.page().kind() == kind) > 0) {
                kindLine(out, kind.name(), page -> page.page().kind() == kind);
            }
        }
        kindLine(out, "all", page -> true);
        Predicate<PageResult> legible = page -> page.page().kind() == PageKind.OK;
        out.println();
        share(out, "legible identified", count(legible.and(PageResult::right)), count(legible));
        share(out, "wrong of all", count(PageResult::wrong), pages.size());
        share(out, "legible, among candidates", count(legible.and(PageResult::amongCandidates)), count(legible));
        Predicate<PageResult> nobody = page -> page.page().kind().expectation() == Expectation.REJECT;
        share(out, "strangers, blanks refused", count(nobody.and(page -> !page.identified())), count(nobody));
        if (!together.isEmpty()) {
            long right =
                    together.stream().filter(legible.and(PageResult::right)).count();
            share(out, "one to one, identified", right, count(legible));
            long wrong = together.stream().filter(PageResult::wrong).count();
            share(out, "one to one, wrong of all", wrong, together.size());
        }
        turned(out);
        origins(out);
        out.println();
        line(out, "%-18s %6s %8s %8s %9s", "row", "drawn", "found", "exact", "letters");
        for (HeaderField field : List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE)) {
            fieldLine(out, field);
        }
        out.println();
        double[] millis = pages.stream()
                .mapToDouble(page -> page.read().millis())
                .sorted()
                .toArray();
        if (millis.length > 0) {
            line(
                    out,
                    "milliseconds to read a page: p50 %.0f, p95 %.0f",
                    millis[millis.length / 2],
                    millis[(int) (millis.length * 0.95)]);
        }
    }

    /** Error by where names come from, if the roster knows. */
    private void origins(PrintStream out) {
        List<String> origins = pages.stream()
                .flatMap(page -> page.origin().stream())
                .distinct()
                .sorted()
                .toList();
        for (String origin : origins) {
            Predicate<PageResult> here = page -> page.origin().equals(Optional.of(origin));
            Predicate<PageResult> own = here.and(page -> page.page().kind() == PageKind.OK);
            Predicate<PageResult> one = here.and(page -> page.page().kind() == PageKind.ONE_LETTER_OFF);
            Predicate<PageResult> others = here.and(own.negate()).and(one.negate());
            line(
                    out,
                    "%-24s own %d of %d, one letter off %d of %d, others %d of %d",
                    origin,
                    count(own.and(PageResult::right)),
                    count(own),
                    count(one.and(PageResult::identified)),
                    count(one),
                    count(others.and(PageResult::identified)),
                    count(others));
        }
    }

    private void turned(PrintStream out) {
        for (int turns = 0; turns < 4; turns++) {
            int drawn = turns;
            Predicate<PageResult> lay =
                    page -> !page.rows().isEmpty() && page.read().turnsDrawn() == drawn;
            if (count(lay) > 0) {
                String what = "upright after " + 90 * turns + " degrees";
                share(out, what, count(lay.and(page -> page.read().turnsRead() == drawn)), count(lay));
            }
        }
    }

    private void kindLine(PrintStream out, String name, Predicate<PageResult> kind) {
        line(
                out,
                "%-20s %6d %6d %6d %7d %11d",
                name,
                count(kind),
                count(kind.and(PageResult::right)),
                count(kind.and(PageResult::wrong)),
                count(kind.and(page -> page.identification().decision() == Decision.REVIEW)),
                count(kind.and(page -> page.identification().decision() == Decision.UNREADABLE)));
    }

    private void fieldLine(PrintStream out, HeaderField field) {
        List<RowScore> scores = pages.stream()
                .flatMap(page -> page.rows().stream())
                .filter(row -> row.field() == field)
                .toList();
        int letters = scores.stream().mapToInt(RowScore::letters).sum();
        int right = scores.stream().mapToInt(RowScore::rightLetters).sum();
        line(
                out,
                "%-18s %6d %8s %8s %9s",
                field,
                scores.size(),
                percent(scores.stream().filter(RowScore::found).count(), scores.size()),
                percent(scores.stream().filter(RowScore::exact).count(), scores.size()),
                percent(right, letters));
    }

    private static void share(PrintStream out, String what, long part, long whole) {
        line(out, "%-26s %d of %d, %s", what, part, whole, percent(part, whole));
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f%%", 100.0 * part / whole);
    }

    private static void line(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
