package io.korrigo.browser;

import io.korrigo.exam.Student;
import io.korrigo.identify.Reason;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.PageCases;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A class, its copies on paper, and what a machine made of them. */
final class DeskClass {
    static final List<Student> STUDENTS = List.of(
            Student.of("s-01", "De Almeida", "Hugo", LocalDate.of(2006, 4, 16)),
            Student.of("s-02", "De Kerguelen", "Marie-Ange", LocalDate.of(2007, 11, 15)),
            Student.of("s-03", "Dembélé", "Joseph", LocalDate.of(2007, 7, 17)),
            Student.of("s-04", "Dembélé", "Marie-Lou Anjali", LocalDate.of(2007, 7, 17)),
            Student.of("s-05", "Denis", "Katarzyna", LocalDate.of(2006, 1, 11)),
            Student.of("s-06", "Lefèvre", "Camille", LocalDate.of(2007, 2, 17)),
            Student.of("s-07", "Moreau", "Hugo", LocalDate.of(2007, 11, 5)),
            Student.of("s-08", "Nguyen", "Thi Mai", LocalDate.of(2006, 9, 30)),
            Student.of("s-09", "Petit", "Zoé", LocalDate.of(2007, 5, 3)),
            Student.of("s-10", "Traoré", "Aïssatou", LocalDate.of(2006, 12, 24)));

    private static final List<byte[]> PAGES = drawn();

    private DeskClass() {}

    private static List<byte[]> drawn() {
        List<byte[]> pages = new ArrayList<>();
        for (Student student : STUDENTS) {
            pages.add(new PageCases(STUDENTS, 3)
                    .page(PageKind.OK, student)
                    .draw(new PageGenerator(HeaderForm.cmenV2(), new FontGlyphSource(), ScanQuality.EASY, 5))
                    .encoded());
        }
        return pages;
    }

    /** An exam with so many copies, of the students in turn, of each of which the machine knows five students, the right one first. */
    static void fill(DeskHost host, int copies) throws IOException {
        host.exam();
        host.students.upsert(STUDENTS);
        for (int i = 0; i < copies; i++) {
            copy(host, i);
            List<Student> likely = new ArrayList<>();
            for (int j = 0; j < 5; j++) {
                likely.add(STUDENTS.get((i + j) % STUDENTS.size()));
            }
            host.read(id(i), Reason.Code.NOT_CERTAIN, letters(writer(i)), likely);
        }
    }

    /** A copy of which no machine knows anything. */
    static void copy(DeskHost host, int number) throws IOException {
        host.copy(id(number), name(number), PAGES.get(number % PAGES.size()));
    }

    private static Map<String, String> letters(Student student) {
        return Map.of("last_name", student.lastName(), "first_name", student.firstName());
    }

    static Student writer(int number) {
        return STUDENTS.get(number % STUDENTS.size());
    }

    static String id(int number) {
        return "copy-%03d".formatted(number);
    }

    static String name(int number) {
        return "A-%03d".formatted(number);
    }
}
