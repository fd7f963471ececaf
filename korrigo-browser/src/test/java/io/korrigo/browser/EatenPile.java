package io.korrigo.browser;

import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.Student;
import io.korrigo.testkit.pages.FoldedSheets;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Folded A3 sheets of {@link DeskClass}, one a writer, scanned on both sides. The second sheets of two writers were eaten by the scanner,
 * found later and scanned by themselves.
 */
final class EatenPile {
    /** Somebody whom the list doesn't know. */
    static final Student STRANGER = Student.of("stranger", "Kowalski", "Brunehilde", LocalDate.of(2007, 3, 28));

    /** Who filled in nothing. */
    static final Student BLANK = Student.of("blank", "Blanc", "Blanche", LocalDate.of(2007, 1, 2));

    /** In the order of the pile. */
    static final List<Student> WRITERS = List.of(
            DeskClass.STUDENTS.get(1),
            DeskClass.STUDENTS.get(2),
            DeskClass.STUDENTS.get(3),
            DeskClass.STUDENTS.get(4),
            DeskClass.STUDENTS.get(5),
            STRANGER,
            BLANK,
            DeskClass.STUDENTS.get(6));

    /** Whose second sheets were eaten: one is put in its place with the paper, the other one at the desk. */
    static final List<Student> EATEN = List.of(WRITERS.get(0), WRITERS.get(7));

    /** Sheets that somebody counted before the scan. */
    static final int COUNTED = WRITERS.size() + EATEN.size();

    private static final FoldedSheets SHEETS = new FoldedSheets(
            HeaderForm.cmenV2(), new FontGlyphSource(), ScanQuality.EASY, 120, FoldedSheets.Colours.GREY);

    private EatenPile() {}

    /** The first scan, as a ZIP of its views. */
    static byte[] scanned() throws IOException {
        return zip(WRITERS, 0);
    }

    /** The sheets that were found, likewise. */
    static byte[] found() throws IOException {
        return zip(EATEN, 100);
    }

    /** The copy on the first scan that this person wrote. */
    static Copy copyOf(ExamStore exams, String exam, Student writer) {
        String last = number(WRITERS.size());
        String scan = exams.copies(exam).stream()
                .map(Copy::id)
                .filter(id -> id.endsWith(last))
                .findFirst()
                .orElseThrow()
                .replace(last, "");
        return exams.copy(scan + number(1 + WRITERS.indexOf(writer))).orElseThrow();
    }

    private static String number(int place) {
        return "-%03d".formatted(place);
    }

    /** Who wrote a copy of one of the two scans. */
    static Student writerOf(ExamStore exams, String exam, Copy copy) {
        int place = Integer.parseInt(copy.id().replaceAll(".*-", "")) - 1;
        String first = copyOf(exams, exam, WRITERS.get(0)).id().replaceAll("-\\d+$", "");
        return (copy.id().startsWith(first) ? WRITERS : EATEN).get(place);
    }

    /** What the pages call a copy. */
    static String called(Copy copy) {
        return copy.anonymousId().replaceAll("^([0-9a-f]{4})[0-9a-f]{8}-(\\d+)$", "$2-$1");
    }

    private static byte[] zip(List<Student> writers, int paper) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            List<GeneratedPage> views = new ArrayList<>();
            for (Student writer : writers) {
                int hand = WRITERS.indexOf(writer);
                HeaderText header = writer == BLANK ? HeaderText.blank() : HeaderText.of(writer);
                views.addAll(SHEETS.scan(
                        new FoldedSheets.Written(header, 4, hand, paper + hand), 1000L + paper + hand, false));
            }
            for (int i = 0; i < views.size(); i++) {
                zip.putNextEntry(
                        new ZipEntry("view%03d%s".formatted(i, views.get(i).extension())));
                zip.write(views.get(i).encoded());
            }
        }
        return bytes.toByteArray();
    }
}
