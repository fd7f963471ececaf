package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.testkit.pages.PageKind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Sums pages up. Confined to one thread. */
final class EvaluationReport {
    private final List<Student> roster;
    private final List<PageResult> pages = new ArrayList<>();

    EvaluationReport(List<Student> roster) {
        this.roster = roster;
    }

    void add(PageResult page) {
        pages.add(page);
    }

    /** Pages of {@code kind}, or all of them, that satisfy {@code condition}. */
    long count(Predicate<PageResult> condition) {
        return pages.stream().filter(condition).count();
    }

    void print(PrintStream out) {
        line(out, "%-12s %6s %6s %6s %7s %11s", "kind", "pages", "right", "wrong", "review", "unreadable");
        for (PageKind kind : PageKind.values()) {
            kindLine(out, kind.name(), page -> page.page().kind() == kind);
        }
        kindLine(out, "all", page -> true);
        Predicate<PageResult> legible = page -> page.page().kind() == PageKind.OK;
        out.println();
        share(out, "legible identified", count(legible.and(PageResult::right)), count(legible));
        share(out, "wrong of all", count(PageResult::wrong), pages.size());
        share(out, "legible, among candidates", count(legible.and(PageResult::amongCandidates)), count(legible));
        out.println();
        line(out, "%-18s %6s %8s %8s %9s", "row", "drawn", "found", "exact", "letters");
        for (HeaderField field : HeaderField.values()) {
            fieldLine(out, field);
        }
        out.println();
        double[] millis =
                pages.stream().mapToDouble(PageResult::millis).sorted().toArray();
        if (millis.length > 0) {
            line(
                    out,
                    "milliseconds a page: p50 %.0f, p95 %.0f",
                    millis[millis.length / 2],
                    millis[(int) (millis.length * 0.95)]);
        }
    }

    private void kindLine(PrintStream out, String name, Predicate<PageResult> kind) {
        line(
                out,
                "%-12s %6d %6d %6d %7d %11d",
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

    /** One line for each page, a heading first. */
    List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "page,kind,student_row,decision,answer_row,probability,outsider_probability,reason,rows_exact,millis");
        for (PageResult page : pages) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%d,%s,%s,%s,%s,%.5f,%.5f,\"%s\",%d/%d,%.1f",
                    page.number(),
                    page.page().kind(),
                    page.page().student() == null ? "" : row(page.page().student()),
                    page.identification().decision(),
                    page.identification().candidates().isEmpty()
                            ? ""
                            : row(page.identification().candidates().get(0).student()),
                    page.identification().probability(),
                    page.identification().outsiderProbability(),
                    page.identification().reason().replace("\"", "\"\""),
                    page.rows().stream().filter(RowScore::exact).count(),
                    page.rows().size(),
                    page.millis()));
        }
        return lines;
    }

    private String row(Student student) {
        return String.valueOf(roster.indexOf(student) + 1);
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
