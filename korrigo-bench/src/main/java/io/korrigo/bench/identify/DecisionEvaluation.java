package io.korrigo.bench.identify;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.bench.report.MarkdownTable;
import io.korrigo.identify.Identification;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides again on pages that were read before, so that the matcher's rules are judged in seconds.
 *
 * <p>The files are written by {@code ./korrigo bench identification --out} and {@code ./korrigo bench pages --readings}.
 */
public final class DecisionEvaluation {
    private DecisionEvaluation() {}

    /**
     * What to decide on.
     *
     * @param together whether all rosters are one
     * @param altered whether students' own pages are also held against rosters that lack them ({@link AlteredRosters})
     * @param borne values of {@link StudentMatcher#BORNE} for the curve; empty for none
     */
    record Request(
            List<Path> files, boolean tell, boolean origins, boolean together, boolean altered, List<Integer> borne) {
        static Request of(Options given) {
            boolean tell = given.flag("--tell");
            boolean origins = given.flag("--origins");
            boolean together = given.flag("--together");
            boolean altered = given.flag("--altered");
            List<Integer> borne = given.numbers("--borne", 0, List.of());
            List<Path> files = given.values().stream().map(Path::of).toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("Which readings?");
            }
            return new Request(files, tell, origins, together, altered, borne);
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
                "FILE.gz... [--tell] [--origins] [--together] [--altered] [--borne 4,6,8,10]",
                Request::of,
                request -> evaluate(request, System.out));
    }

    static void evaluate(Request request, PrintStream out) throws IOException {
        List<KeptReadings> all = readings(request);
        List<Decided> decided = decide(all, StudentMatcher.BORNE);
        Map<String, List<Decided>> kinds = decided.stream()
                .collect(Collectors.groupingBy(each -> each.page().kind(), TreeMap::new, Collectors.toList()));
        print(new PlainReport(out), kinds, request.tell());
        if (request.origins()) {
            out.print("\n" + byOrigin(decided));
        }
        if (!request.borne().isEmpty()) {
            MarkdownTable curve = table("borne");
            for (int borne : request.borne()) {
                curve.row(row(String.valueOf(borne), decide(all, borne)));
            }
            out.print("\n" + curve);
        }
    }

    /**
     * What comes of pages that were read before, by the origin of their writers' names, a table in Markdown: as they are and,
     * where a student wrote them, against altered rosters ({@link AlteredRosters}).
     *
     * @param together whether all rosters are one
     */
    public static String byOrigin(List<Path> files, boolean together) throws IOException {
        Request request = new Request(files, false, true, together, true, List.of());
        return byOrigin(decide(readings(request), StudentMatcher.BORNE));
    }

    private static String byOrigin(List<Decided> decided) {
        MarkdownTable table = table("names");
        decided.stream()
                .map(each -> each.page().origin())
                .filter(origin -> !origin.isEmpty())
                .distinct()
                .sorted()
                .forEach(origin -> table.row(row(
                        origin,
                        decided.stream()
                                .filter(each -> each.page().origin().equals(origin))
                                .toList())));
        return table.row(row("all", decided)).toString();
    }

    private static List<KeptReadings> readings(Request request) throws IOException {
        List<KeptReadings> files = new ArrayList<>();
        for (Path file : request.files()) {
            files.add(KeptReadings.read(file));
        }
        List<KeptReadings> all = new ArrayList<>(request.together() ? List.of(AlteredRosters.together(files)) : files);
        if (request.altered()) {
            for (KeptReadings readings : List.copyOf(all)) {
                AlteredRosters altered = new AlteredRosters(readings);
                all.add(altered.writersTakenOff());
                all.addAll(altered.lookAlikes());
            }
        }
        return all;
    }

    private static List<Decided> decide(List<KeptReadings> all, double borne) {
        List<Decided> decided = new ArrayList<>();
        for (KeptReadings readings : all) {
            StudentMatcher matcher = new StudentMatcher(
                    readings.roster(), StudentMatcher.THRESHOLD, StudentMatcher.OUTSIDER_PRIOR, borne);
            for (KeptReadings.Page page : readings.pages()) {
                Identification answer = matcher.match(page.reading());
                int answered = answer.student().map(readings.roster()::indexOf).orElse(-1);
                decided.add(new Decided(page, answer, answered));
            }
        }
        return decided;
    }

    /** Own pages identified, then look-alikes and strangers who were taken for a student. */
    private static MarkdownTable table(String first) {
        return new MarkdownTable(
                first,
                "own pages, many origins",
                "ordinary pages",
                "one letter off",
                "two",
                "more",
                "a letter and a digit",
                "off the roster");
    }

    private static Object[] row(String name, List<Decided> pages) {
        Predicate<Decided> own = each -> each.page().expectation() == Expectation.IDENTIFY;
        Predicate<Decided> anyOrigin = each -> !each.page().origin().isEmpty();
        List<Object> cells = new ArrayList<>(List.of(
                name,
                share(pages, own.and(anyOrigin), Decided::right),
                share(pages, own.and(anyOrigin.negate()), Decided::right)));
        for (PageKind kind : List.of(
                PageKind.ONE_LETTER_OFF,
                PageKind.TWO_LETTERS_OFF,
                PageKind.MORE_LETTERS_OFF,
                PageKind.LETTER_AND_DIGIT_OFF,
                PageKind.STRANGER)) {
            cells.add(share(pages, each -> each.page().kind().equals(kind.name()), Decided::wrong));
        }
        return cells.toArray();
    }

    private static String share(List<Decided> pages, Predicate<Decided> which, Predicate<Decided> what) {
        return count(pages, which.and(what)) + " of " + count(pages, which);
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
