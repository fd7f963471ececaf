package io.korrigo.server.cli;

import io.korrigo.exam.Student;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PilePage;
import io.korrigo.scan.PileProblem;
import io.korrigo.scan.SortedPile;
import io.korrigo.scan.SortedPile.Balance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person reads after a scan: counts that add up, then what is to be looked at, each with its place in the pile of
 * paper, then who has no copy. Names students: it is for those who have the paper too.
 */
final class ScanReport {
    /** Fits one printed page; all of them stand in scan.json. */
    private static final int MOST_EXCEPTIONS = 40;

    private final ScanWords words;
    private final SortedPile sorted;
    private final Pile pile;
    private final List<Student> roster;
    private final Map<String, Student> students = new HashMap<>();

    ScanReport(ScanWords words, SortedPile sorted, List<Student> roster, Pile pile) {
        this.words = words;
        this.sorted = sorted;
        this.pile = pile;
        this.roster = List.copyOf(roster);
        roster.forEach(student -> students.put(student.id(), student));
    }

    /** "44 sheets = 88 views = 176 pages → ..." */
    String balance() {
        Balance counts = sorted.balance();
        return words.say(
                "balance",
                counts.sheets(),
                counts.views(),
                counts.pages(),
                counts.copies(),
                counts.written(),
                counts.blank(),
                counts.quarantined());
    }

    /** What is to be looked at, a line each, the most harmful first within the order of the pile. */
    List<String> exceptions() {
        return sorted.problems().stream().map(this::exception).toList();
    }

    private String exception(PileProblem problem) {
        return problem.sheet() < 0
                ? words.problem(problem)
                : words.say("told", place(problem.sheet()), words.problem(problem))
                        + (problem.copy() < 0 ? "" : " (" + words.say("copy", name(problem.copy())) + ")");
    }

    /** Where the sheet is in the paper. */
    private String place(int sheet) {
        Set<Integer> views = sorted.pages().stream()
                .filter(page -> page.sheet() == sheet)
                .map(PilePage::view)
                .collect(Collectors.toCollection(TreeSet::new));
        String files = views.stream().map(pile::viewName).collect(Collectors.joining(", "));
        Optional<String> before = neighbour(sheet, -1);
        Optional<String> after = neighbour(sheet, 1);
        String where = before.isPresent() && after.isPresent()
                ? words.say("between", before.get(), after.get())
                : before.map(name -> words.say("after", name))
                        .or(() -> after.map(name -> words.say("before", name)))
                        .orElse("");
        return words.say("sheet", sheet + 1, files) + (where.isEmpty() ? "" : ", " + where);
    }

    /** The nearest other copy in one direction. */
    private Optional<String> neighbour(int sheet, int step) {
        Optional<Integer> own = copyOf(sheet);
        for (int other = sheet + step; other >= 0 && other < sorted.sheets(); other += step) {
            Optional<Integer> copy = copyOf(other);
            if (copy.isPresent() && !copy.equals(own)) {
                return copy.map(this::neighbour);
            }
        }
        return Optional.empty();
    }

    /** The student's name, or "copy 27" where nobody knows whose it is. */
    private String neighbour(int copy) {
        return student(copy) == null ? words.say("copy", name(copy)) : name(copy);
    }

    private Optional<Integer> copyOf(int sheet) {
        for (int copy = 0; copy < sorted.copies().size(); copy++) {
            if (sorted.copies().get(copy).sheets().contains(sheet)) {
                return Optional.of(copy);
            }
        }
        return Optional.empty();
    }

    /** The student's name, or the copy's number where nobody knows whose it is. */
    private String name(int copy) {
        Student student = student(copy);
        return student == null ? String.valueOf(copy + 1) : student.lastName() + " " + student.firstName();
    }

    private @Nullable Student student(int copy) {
        String id = sorted.copies().get(copy).writer().student();
        return id == null ? null : students.get(id);
    }

    private List<String> absent() {
        Set<String> present = sorted.copies().stream()
                .map(copy -> copy.writer().student())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return roster.stream()
                .filter(student -> !present.contains(student.id()))
                .map(student -> student.lastName() + " " + student.firstName())
                .toList();
    }

    /** One page to print, which needs nothing beside it. */
    String html() {
        Balance counts = sorted.balance();
        List<String> lines = new ArrayList<>(exceptions());
        int more = Math.max(0, lines.size() - MOST_EXCEPTIONS);
        Stream<String> shown = lines.stream().limit(MOST_EXCEPTIONS);
        return "<!DOCTYPE html>\n<html lang=\"" + words.language() + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>"
                + escaped(words.say("title")) + "</title>\n<style>\n"
                + "body{font:11pt/1.4 system-ui,sans-serif;max-width:50em;margin:2em auto;padding:0 1em}\n"
                + "th{text-align:right;padding-right:1em;font-variant-numeric:tabular-nums}\n"
                + "td,th{font-weight:normal}\n"
                + "li{margin:.3em 0}\n"
                + "@media print{body{margin:0;font-size:9pt}@page{size:A4;margin:15mm}}\n"
                + "</style>\n</head>\n<body>\n<h1>" + escaped(words.say("title")) + "</h1>\n<p>"
                + escaped(pile.name()) + "<br>SHA-256 " + pile.sha256() + "</p>\n<p><strong>" + escaped(balance())
                + "</strong></p>\n<h2>" + escaped(words.say("counts")) + "</h2>\n<table>\n"
                + row(counts.sheets(), words.say("sheets"))
                + row(counts.views(), words.say("views"))
                + row(counts.pages(), words.say("pages"))
                + row(counts.written(), words.say("written", counts.copies()))
                + row(counts.blank(), words.say("blank"))
                + row(counts.quarantined(), words.say("quarantined"))
                + "</table>\n<h2>" + escaped(words.say("exceptions")) + "</h2>\n"
                + (lines.isEmpty() ? "<p>" + escaped(words.say("nothing")) + "</p>\n" : list(shown))
                + (more == 0 ? "" : "<p>+ " + more + " (scan.json)</p>\n")
                + "<h2>" + escaped(words.say("absent")) + "</h2>\n"
                + (absent().isEmpty() ? "<p>–</p>\n" : "<p>" + escaped(String.join(", ", absent())) + "</p>\n")
                + "</body>\n</html>\n";
    }

    private static String row(int count, String what) {
        return "<tr><th>" + count + "</th><td>" + escaped(what) + "</td></tr>\n";
    }

    private static String list(Stream<String> lines) {
        return lines.map(line -> "<li>" + escaped(line) + "</li>\n")
                .collect(Collectors.joining("", "<ol>\n", "</ol>\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
