package io.korrigo.server.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.exam.Student;
import io.korrigo.roster.RosterReading;
import io.korrigo.scan.PagePicture;
import io.korrigo.scan.Part;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PilePage;
import io.korrigo.scan.PileProblem;
import io.korrigo.scan.SortedPile;
import io.korrigo.scan.SortedPile.SortedCopy;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** A sorted pile as an exam's folder, which appears whole or not at all. Views are read once, in order. */
final class ScannedExam {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
    private static final String SCAN_FILE = "scan.json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;
    private final Pile pile;
    private final SortedPile sorted;
    private final RosterReading roster;
    private final String name;
    /** Same content, same ids: distinct on a host that has other piles too. */
    private final String mark;

    ScannedExam(Path folder, Pile pile, SortedPile sorted, RosterReading roster, String name) {
        this.folder = folder.toAbsolutePath();
        this.pile = pile;
        this.sorted = sorted;
        this.roster = roster;
        this.name = name;
        this.mark = pile.sha256().substring(0, 8);
    }

    /** What a folder says of the pile it was made from. */
    record Known(String sha256, int pages, int copies, int quarantined) {}

    /** What became of a page; copy and file as they are named in the folder. */
    private record PageFate(
            int view,
            String part,
            int quarterTurns,
            int sheet,
            String side,
            boolean blank,
            @Nullable String copy,
            @Nullable String reason,
            String file) {}

    private record ScanJson(
            String pile, String sha256, SortedPile.Balance balance, List<PileProblem> problems, List<PageFate> pages) {}

    /** Null where the folder was not made by a scan. */
    static @Nullable Known known(Path folder) throws IOException {
        Path file = folder.resolve(SCAN_FILE);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        ScanJson scan = JSON.readValue(file.toFile(), ScanJson.class);
        SortedPile.Balance balance = scan.balance();
        return new Known(scan.sha256(), balance.pages(), balance.copies(), balance.quarantined());
    }

    void write(Path rosterFile, ScanReport report) throws IOException {
        Path parent = folder.getParent();
        if (parent == null) {
            throw new IOException(folder + " does not name a folder");
        }
        Files.createDirectories(parent);
        Path aside = Files.createTempDirectory(parent, "." + folder.getFileName());
        try {
            fill(aside, rosterFile, report);
            Files.deleteIfExists(folder);
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            if (Files.exists(aside)) {
                Folders.delete(aside);
            }
        }
    }

    private void fill(Path aside, Path rosterFile, ScanReport report) throws IOException {
        Files.createDirectories(aside.resolve("copies"));
        Map<PilePage, String> files = pictures(aside);
        for (int i = 0; i < sorted.copies().size(); i++) {
            List<String> pages = sorted.copies().get(i).pages().stream()
                    .map(page ->
                            Path.of(files.getOrDefault(page, "")).getFileName().toString())
                    .toList();
            Map<String, Object> copy = new LinkedHashMap<>();
            copy.put("copy_id", copyId(i));
            copy.put("anonymous_id", copyId(i));
            copy.put("pages", pages);
            JSON.writeValue(aside.resolve("copies/" + copyId(i) + ".json").toFile(), copy);
        }
        JSON.writeValue(aside.resolve("exam.json").toFile(), exam());
        String rosterName = String.valueOf(rosterFile.getFileName());
        Files.copy(
                rosterFile, aside.resolve("roster" + rosterName.substring(Math.max(0, rosterName.lastIndexOf('.')))));
        NewFile.write(aside.resolve("copies.csv"), this::copiesCsv);
        NewFile.write(aside.resolve("report.html"), out -> out.write(report.html()));
        JSON.writeValue(
                aside.resolve(SCAN_FILE).toFile(),
                new ScanJson(pile.name(), pile.sha256(), sorted.balance(), sorted.problems(), fates(files)));
    }

    private Map<String, Object> exam() {
        boolean folded = sorted.pages().stream().anyMatch(page -> page.part() != Part.WHOLE);
        int longest = sorted.copies().stream()
                .mapToInt(copy -> copy.pages().size())
                .max()
                .orElse(1);
        Map<String, Object> exam = new LinkedHashMap<>();
        exam.put("id", "scan-" + mark);
        exam.put("name", name);
        // each folded sheet has a header of its own, a copy of single pages has one
        exam.put("pages_per_booklet", folded ? 4 : longest);
        exam.put("marking_scheme", List.of());
        exam.put("teachers", List.of());
        return exam;
    }

    private String copyId(int copy) {
        return String.format(Locale.ROOT, "%s-%03d", mark, copy + 1);
    }

    /** Writes every page's picture; returns their files, from the folder on. */
    private Map<PilePage, String> pictures(Path aside) throws IOException {
        Map<PilePage, String> stems = new HashMap<>();
        for (int i = 0; i < sorted.copies().size(); i++) {
            List<PilePage> pages = sorted.copies().get(i).pages();
            for (int page = 0; page < pages.size(); page++) {
                stems.put(pages.get(page), "copies/" + copyId(i) + "-p" + (page + 1));
            }
        }
        if (!sorted.quarantine().isEmpty()) {
            Files.createDirectories(aside.resolve("quarantine"));
        }
        sorted.quarantine().forEach(each -> stems.put(each.page(), "quarantine/" + placeName(each.page())));
        List<PilePage> inOrder = new ArrayList<>(stems.keySet());
        inOrder.sort(Comparator.comparingInt(PilePage::view).thenComparing(PilePage::part));
        Map<PilePage, String> files = new HashMap<>();
        int open = -1;
        byte[] view = {};
        for (PilePage page : inOrder) {
            if (page.view() != open) {
                view = pile.view(page.view());
                open = page.view();
            }
            PagePicture picture = PagePicture.of(view, page, pile.viewName(page.view()));
            String file = stems.get(page) + picture.extension();
            Files.write(aside.resolve(file), picture.bytes());
            files.put(page, file);
        }
        return files;
    }

    private static String placeName(PilePage page) {
        return String.format(
                Locale.ROOT,
                "sheet-%03d-%s-%s",
                page.sheet() + 1,
                page.recto() ? "recto" : "verso",
                page.part().name().toLowerCase(Locale.ROOT));
    }

    private List<PageFate> fates(Map<PilePage, String> files) {
        List<PageFate> fates = new ArrayList<>();
        for (int i = 0; i < sorted.copies().size(); i++) {
            for (PilePage page : sorted.copies().get(i).pages()) {
                fates.add(fate(page, copyId(i), null, files));
            }
        }
        sorted.quarantine()
                .forEach(each ->
                        fates.add(fate(each.page(), null, each.reason().name().toLowerCase(Locale.ROOT), files)));
        fates.sort(Comparator.comparingInt(PageFate::view).thenComparing(PageFate::part));
        return fates;
    }

    private static PageFate fate(
            PilePage page, @Nullable String copy, @Nullable String reason, Map<PilePage, String> files) {
        return new PageFate(
                page.view() + 1,
                page.part().name().toLowerCase(Locale.ROOT),
                page.quarterTurns(),
                page.sheet() + 1,
                page.recto() ? "recto" : "verso",
                page.blank(),
                copy,
                reason,
                files.getOrDefault(page, ""));
    }

    private void copiesCsv(Writer out) throws IOException {
        Map<String, Integer> rows = new HashMap<>();
        roster.rows().forEach(row -> rows.put(row.student().id(), row.rowNumber()));
        Map<String, Student> students = new HashMap<>();
        roster.students().forEach(student -> students.put(student.id(), student));
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator("\n")
                .setHeader(
                        "copy_id",
                        "sheets",
                        "pages",
                        "decision",
                        "student_row",
                        "last_name",
                        "first_name",
                        "date_of_birth",
                        "probability",
                        "reason")
                .get();
        CSVPrinter csv = new CSVPrinter(out, format);
        for (int i = 0; i < sorted.copies().size(); i++) {
            SortedCopy copy = sorted.copies().get(i);
            String id = copy.writer().student();
            Student student = id == null ? null : students.get(id);
            csv.printRecord(
                    copyId(i),
                    copy.sheets().size(),
                    copy.pages().size(),
                    student == null ? "review" : "identified",
                    student == null ? null : rows.get(student.id()),
                    student == null ? "" : CsvCell.safe(student.lastName()),
                    student == null ? "" : CsvCell.safe(student.firstName()),
                    student == null || student.birthDate() == null ? "" : DATE.format(student.birthDate()),
                    String.format(Locale.ROOT, "%.5f", copy.writer().probability()),
                    CsvCell.safe(copy.writer().reason()));
        }
        csv.flush();
    }
}
