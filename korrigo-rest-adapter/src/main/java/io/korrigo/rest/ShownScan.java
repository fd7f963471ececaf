package io.korrigo.rest;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.Student;
import io.korrigo.paper.Correction;
import io.korrigo.paper.Paper;
import io.korrigo.paper.PaperLog;
import io.korrigo.paper.PaperPage;
import io.korrigo.tasks.KorrigoTasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A scan as JSON, as its paper lies now: a balance that adds up, and what a person should look at. For one use. */
final class ShownScan {
    private final ImportedScan scan;
    private final String scanId;
    private final PaperLog log;
    private final Paper paper;
    private final Map<String, Copy> copies = new LinkedHashMap<>();
    private final Map<String, Student> students = new HashMap<>();
    private final String url;
    /** Pages of this scan, in the order of the scan. */
    private final List<PaperPage> pages;
    /** The copy of each page, of those that are in one. */
    private final Map<String, String> copyOf = new HashMap<>();
    /** By sheet, ids of the copies that have pages of it. */
    private final TreeMap<Integer, Set<String>> copiesOfSheets = new TreeMap<>();

    /** @param url of the exam's scans, with a slash behind */
    ShownScan(ImportedScan scan, PaperLog log, List<Copy> copies, List<Student> roster, String url) {
        this.scan = scan;
        this.scanId = KorrigoTasks.scanId(scan.examId(), scan.sha256());
        this.log = log;
        this.paper = log.paper();
        this.url = url + scanId + "/pages/";
        copies.forEach(copy -> this.copies.put(copy.id(), copy));
        roster.forEach(student -> students.put(student.id(), student));
        // ids of pages sort as they were scanned; a rescan stays where its page is
        pages = paper.pages().values().stream()
                .filter(page -> page.id().startsWith(scanId + "-"))
                .toList();
        paper.copies().forEach((copy, ids) -> ids.forEach(id -> copyOf.put(id, copy)));
        for (PaperPage page : pages) {
            String copy = copyOf.get(page.id());
            if (copy != null) {
                copiesOfSheets
                        .computeIfAbsent(page.scan().sheet(), sheet -> new TreeSet<>())
                        .add(copy);
            }
        }
    }

    Map<String, Object> body() {
        Map<String, Object> body = ScanSummary.of(scan);
        body.put("version", log.entries().size());
        body.put("undo", log.lastToUndo().isPresent() ? log.lastToUndo().getAsInt() : null);
        body.put("balance", balance());
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("sheets", scan.sheetsExpected());
        expected.put("copies", scan.copiesExpected());
        expected.put("roster", students.size());
        body.put("expected", expected);
        body.put("problems", scan.problems().stream().map(this::problem).toList());
        body.put("bands", bands());
        body.put("quarantine", quarantine());
        body.put("sheets", sheets());
        body.put("strip", pages.stream().map(this::page).toList());
        body.put("history", history());
        return body;
    }

    /** {@code pages = written + blank + quarantined}, of this scan's pages. */
    private Map<String, Object> balance() {
        Set<String> ids = new TreeSet<>();
        pages.forEach(page -> ids.add(page.id()));
        Paper.Balance balance = paper.balance(ids);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("sheets", sheetNumbers().size());
        body.put(
                "views",
                pages.stream().map(page -> page.scan().file()).distinct().count());
        body.put("pages", balance.pages());
        body.put(
                "copies",
                ids.stream()
                        .map(copyOf::get)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count());
        body.put("written", balance.written());
        body.put("blank", balance.blank());
        body.put("quarantined", balance.quarantined());
        return body;
    }

    private Set<Integer> sheetNumbers() {
        Set<Integer> numbers = new TreeSet<>();
        pages.forEach(page -> numbers.add(page.scan().sheet()));
        return numbers;
    }

    /** Copies that have pages of this scan, as they follow each other in it. */
    private List<Map<String, Object>> bands() {
        Set<String> inOrder = new LinkedHashSet<>();
        pages.forEach(page -> {
            String copy = copyOf.get(page.id());
            if (copy != null) {
                inOrder.add(copy);
            }
        });
        List<Map<String, Object>> bands = new ArrayList<>();
        for (String id : inOrder) {
            Copy copy = copies.get(id);
            Student student = student(copy);
            Map<String, Object> band = new LinkedHashMap<>();
            band.put("copy_id", id);
            band.put("anonymous_id", copy == null ? id : copy.anonymousId());
            band.put("status", copy == null ? null : copy.status().name());
            band.put("version", copy == null ? 0 : copy.version());
            band.put("student_id", studentId(copy));
            band.put("student", student == null ? null : student.lastName() + " " + student.firstName());
            band.put("pages", paper.copies().get(id));
            bands.add(band);
        }
        return bands;
    }

    private static @Nullable String studentId(@Nullable Copy copy) {
        CopyIdentification identification = copy == null ? null : copy.identification();
        return identification == null ? null : identification.studentId();
    }

    private @Nullable Student student(@Nullable Copy copy) {
        String id = studentId(copy);
        return id == null ? null : students.get(id);
    }

    private List<Map<String, Object>> quarantine() {
        List<Map<String, Object>> quarantine = new ArrayList<>();
        for (PaperPage page : pages) {
            String reason = paper.aside().get(page.id());
            if (reason != null) {
                Map<String, Object> aside = new LinkedHashMap<>();
                aside.put("page_id", page.id());
                aside.put("reason", reason);
                aside.put("place", place(page.scan().sheet()));
                quarantine.add(aside);
            }
        }
        return quarantine;
    }

    /** Where a sheet lies: its number from the first one scanned, and the copies before and after it. */
    private Map<String, Object> place(int sheet) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("sheet", sheet);
        place.put("of", sheetNumbers().size());
        place.put("after", neighbour(copiesOfSheets.lowerEntry(sheet)));
        place.put("before", neighbour(copiesOfSheets.higherEntry(sheet)));
        return place;
    }

    private static @Nullable String neighbour(Map.@Nullable Entry<Integer, Set<String>> sheet) {
        return sheet == null ? null : sheet.getValue().iterator().next();
    }

    private Map<String, Object> problem(ScanProblem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", problem.kind());
        body.put("copy_id", problem.copyId());
        body.put("found", found(problem));
        body.put("expected", problem.expected());
        body.put("place", problem.sheet() == 0 ? null : place(problem.sheet()));
        String acknowledgedBy = acknowledgedBy(problem);
        body.put("open", acknowledgedBy == null && open(problem));
        body.put("acknowledged_by", acknowledgedBy);
        return body;
    }

    /** How many of what was counted there are now; pages move, and sheets stay as they were scanned. */
    private int found(ScanProblem problem) {
        return problem.kind().equals("copies_expected") ? bands().size() : problem.found();
    }

    /** Who said last that a number that was expected to be another is right as it is now; null where nobody did. */
    private @Nullable String acknowledgedBy(ScanProblem problem) {
        return log.holding().stream()
                .filter(entry -> entry.correction() instanceof Correction.Acknowledge acknowledged
                        && acknowledged.scan().equals(scanId)
                        && problem.kind().equals(acknowledged.counted() + "_expected")
                        && acknowledged.found() == found(problem))
                .reduce((earlier, later) -> later)
                .map(PaperLog.Entry::actor)
                .orElse(null);
    }

    /** Whether it still waits for somebody, unless it was acknowledged. */
    private boolean open(ScanProblem problem) {
        Copy copy = problem.copyId() == null ? null : copies.get(problem.copyId());
        if (copy != null) {
            return problem.kind().equals("to_decide")
                    ? copy.identification() == null && !copy.pages().isEmpty()
                    : copy.status() == CopyStatus.STAGING && !copy.pages().isEmpty();
        }
        return switch (problem.kind()) {
            case "sheets_expected" -> true;
            case "copies_expected" -> found(problem) != problem.expected();
            case "two_passes" ->
                bands().stream().anyMatch(band -> CopyStatus.STAGING.name().equals(band.get("status")));
            default ->
                pages.stream()
                        .filter(page -> page.scan().sheet() == problem.sheet())
                        .map(page -> paper.aside().get(page.id()))
                        .anyMatch(reason -> reason != null && !reason.equals(Paper.REPLACED));
        };
    }

    private List<Map<String, Object>> sheets() {
        Map<Integer, List<String>> bySheet = new TreeMap<>();
        pages.forEach(page -> bySheet.computeIfAbsent(page.scan().sheet(), sheet -> new ArrayList<>())
                .add(page.id()));
        List<Map<String, Object>> sheets = new ArrayList<>();
        bySheet.forEach((sheet, ids) -> sheets.add(Map.of("sheet", sheet, "pages", ids)));
        return sheets;
    }

    private Map<String, Object> page(PaperPage page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("page_id", page.id());
        body.put("view", page.scan().file());
        body.put("sheet", page.scan().sheet());
        body.put("recto", page.scan().recto());
        body.put("blank", page.blank());
        body.put("turns", page.quarterTurns());
        body.put("copy_id", copyOf.get(page.id()));
        body.put("reason", paper.aside().get(page.id()));
        // Browsers keep pictures for good: of a page that was turned or replaced it has to be another address.
        body.put(
                "image_url",
                url + page.id() + "/image/?v="
                        + Integer.toHexString(page.picture().hashCode()));
        return body;
    }

    private List<Map<String, Object>> history() {
        List<Map<String, Object>> history = new ArrayList<>();
        for (int i = 0; i < log.entries().size(); i++) {
            PaperLog.Entry entry = log.entries().get(i);
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("number", i);
            body.put("op", op(entry));
            body.put("actor", entry.actor());
            body.put("undoes", entry.undoes());
            history.add(body);
        }
        return history;
    }

    private static String op(PaperLog.Entry entry) {
        if (entry.correction() instanceof Correction.Turn) {
            return "rotate";
        }
        return entry.undoes() == null
                ? entry.correction().getClass().getSimpleName().toLowerCase(Locale.ROOT)
                : "undo";
    }
}
