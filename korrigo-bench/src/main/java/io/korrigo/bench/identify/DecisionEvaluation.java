package io.korrigo.bench.identify;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.identify.Identification;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Decides again on pages that were read before, so that the matcher's rules are judged in seconds.
 *
 * <p>The files are written by {@code ./korrigo bench identification --out} and {@code ./korrigo bench pages --readings}.
 */
public final class DecisionEvaluation {
    private DecisionEvaluation() {}

    record Request(List<Path> files, boolean tell) {
        static Request of(Options given) {
            boolean tell = given.flag("--tell");
            List<Path> files = given.values().stream().map(Path::of).toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("Which readings?");
            }
            return new Request(files, tell);
        }
    }

    /** A page and what became of it. */
    private record Decided(KeptReadings.Page page, Identification answer, int answered) {
        boolean right() {
            return answered >= 0 && answered == page.writer();
        }

        boolean wrong() {
            return answered >= 0 && !right();
        }

        boolean failed() {
            return wrong() || page.expectation() == Expectation.IDENTIFY && !right();
        }
    }

    /** The command: "whole" are pages whose rows were found with all of their boxes, which is what the matcher can answer for. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "what is decided on readings that were kept, without reading pages again",
                "FILE.gz... [--tell]",
                Request::of,
                request -> evaluate(request, System.out));
    }

    static void evaluate(Request request, PrintStream out) throws IOException {
        Map<String, List<Decided>> kinds = new TreeMap<>();
        for (Path file : request.files()) {
            KeptReadings readings = KeptReadings.read(file);
            StudentMatcher matcher = new StudentMatcher(readings.roster());
            for (KeptReadings.Page page : readings.pages()) {
                Identification answer = matcher.match(page.reading());
                int answered = answer.student().map(readings.roster()::indexOf).orElse(-1);
                String kind = page.kind()
                        + (page.kind().equals("OK") ? " " + page.name().split(" \\d")[0] : "");
                kinds.computeIfAbsent(kind, key -> new ArrayList<>()).add(new Decided(page, answer, answered));
            }
        }
        print(new PlainReport(out), kinds, request.tell());
    }

    private static void print(PlainReport out, Map<String, List<Decided>> kinds, boolean tell) {
        out.line("%-32s %6s %6s %6s %6s %6s", "kind", "pages", "right", "wrong", "whole", "right");
        kinds.forEach((kind, pages) -> out.line(
                "%-32s %6d %6d %6d %6d %6d",
                kind,
                pages.size(),
                count(pages, Decided::right),
                count(pages, Decided::wrong),
                count(pages, decided -> decided.page().exact()),
                count(pages, decided -> decided.page().exact() && decided.right())));
        if (tell) {
            kinds.values()
                    .forEach(pages -> pages.stream().filter(Decided::failed).forEach(page -> tell(out, page)));
        }
    }

    private static long count(List<Decided> pages, Predicate<Decided> which) {
        return pages.stream().filter(which).count();
    }

    private static void tell(PlainReport out, Decided decided) {
        KeptReadings.Page page = decided.page();
        out.line(
                "%s %s %s %s: drawn %s, read %s, p %.5f: %s",
                decided.wrong() ? "WRONG" : "refused",
                page.name(),
                page.kind(),
                page.exact() ? "whole" : "not whole",
                page.drawn(),
                page.reading().rows().stream().map(row -> row.bestText()).toList(),
                decided.answer().probability(),
                decided.answer().reason());
    }
}
