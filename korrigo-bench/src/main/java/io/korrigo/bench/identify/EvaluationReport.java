package io.korrigo.bench.identify;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.io.PrintStream;
import java.util.List;
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

    void print(PrintStream to) {
        PlainReport out = new PlainReport(to);
        out.line("roster of %d", roster);
        out.kinds();
        for (PageKind kind : PageKind.values()) {
            if (count(page -> page.page().kind() == kind) > 0) {
                kindLine(out, kind.name(), page -> page.page().kind() == kind);
            }
        }
        kindLine(out, "all", page -> true);
        Predicate<PageResult> legible = page -> page.page().kind() == PageKind.OK;
        out.emptyLine();
        out.share("legible identified", count(legible.and(PageResult::right)), count(legible));
        out.share("wrong of all", count(PageResult::wrong), pages.size());
        out.share("legible, among candidates", count(legible.and(PageResult::amongCandidates)), count(legible));
        Predicate<PageResult> nobody = page -> page.page().kind().expectation() == Expectation.REJECT;
        out.share("strangers, blanks refused", count(nobody.and(page -> !page.identified())), count(nobody));
        if (!together.isEmpty()) {
            long right =
                    together.stream().filter(legible.and(PageResult::right)).count();
            out.share("one to one, identified", right, count(legible));
            long wrong = together.stream().filter(PageResult::wrong).count();
            out.share("one to one, wrong of all", wrong, together.size());
        }
        turned(out);
        origins(out);
        out.emptyLine();
        out.line("%-18s %6s %8s %8s %9s", "row", "drawn", "found", "exact", "letters");
        for (HeaderField field : List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE)) {
            fieldLine(out, field);
        }
        out.emptyLine();
        double[] millis = pages.stream()
                .mapToDouble(page -> page.read().millis())
                .sorted()
                .toArray();
        if (millis.length > 0) {
            out.line(
                    "milliseconds to read a page: p50 %.0f, p95 %.0f",
                    millis[millis.length / 2], millis[(int) (millis.length * 0.95)]);
        }
    }

    /** Error by where names come from, if the roster knows. */
    private void origins(PlainReport out) {
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
            out.line(
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

    private void turned(PlainReport out) {
        for (int turns = 0; turns < 4; turns++) {
            int drawn = turns;
            Predicate<PageResult> lay =
                    page -> !page.rows().isEmpty() && page.read().turnsDrawn() == drawn;
            if (count(lay) > 0) {
                String what = "upright after " + 90 * turns + " degrees";
                out.share(what, count(lay.and(page -> page.read().turnsRead() == drawn)), count(lay));
            }
        }
    }

    private void kindLine(PlainReport out, String name, Predicate<PageResult> kind) {
        out.kind(
                name,
                count(kind),
                count(kind.and(PageResult::right)),
                count(kind.and(PageResult::wrong)),
                count(kind.and(page -> page.identification().decision() == Decision.REVIEW)),
                count(kind.and(page -> page.identification().decision() == Decision.UNREADABLE)));
    }

    private void fieldLine(PlainReport out, HeaderField field) {
        List<RowScore> scores = pages.stream()
                .flatMap(page -> page.rows().stream())
                .filter(row -> row.field() == field)
                .toList();
        int letters = scores.stream().mapToInt(RowScore::letters).sum();
        int right = scores.stream().mapToInt(RowScore::rightLetters).sum();
        out.line(
                "%-18s %6d %8s %8s %9s",
                field,
                scores.size(),
                PlainReport.percent(scores.stream().filter(RowScore::found).count(), scores.size()),
                PlainReport.percent(scores.stream().filter(RowScore::exact).count(), scores.size()),
                PlainReport.percent(right, letters));
    }
}
