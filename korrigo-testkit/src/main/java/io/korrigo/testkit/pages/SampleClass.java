package io.korrigo.testkit.pages;

import io.korrigo.exam.Student;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The sample class: a roster of 30, and 24 copies of 4 pages with the teacher's annotations and marks.
 *
 * <p>Twenty copies are ordinary; one has a blank header, one is by a stranger, one has its first page upside down, and
 * one was scanned badly. The files are the same on every machine with the same major version of Java.
 */
public final class SampleClass {
    private static final long SEED = 20260212;
    private static final int COPIES = 24;
    private static final int STRANGER = 7;
    private static final int BLANK = 11;
    private static final int UPSIDE_DOWN = 16;
    private static final int HARD_SCAN = 20;
    private static final List<Integer> OTHER_FORM = List.of(5, 13, 18);
    private static final List<String> SUBJECTS = List.of("\"HGGSP, SES\"", "\"MATHS, PHYSIQUE-CHIMIE\"", "LLCE", "SVT");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    private final List<Student> roster;
    private final List<SampleCopy> copies;

    SampleClass() {
        RosterGenerator generator = new RosterGenerator(SEED);
        List<Student> students = new ArrayList<>();
        generator.roster(29).forEach(student -> students.add(plain(student, student.firstName())));
        students.add(plain(students.get(3), "Adèle"));
        students.sort(
                Comparator.comparing(student -> HeaderText.bareLetters(student.lastName() + student.firstName())));
        roster = List.copyOf(students);
        copies = copies(generator);
    }

    /** {@code student} without a usage name, which a roster file has no column for. */
    private static Student plain(Student student, String firstName) {
        return Student.of(firstName + " " + student.lastName(), student.lastName(), firstName, student.birthDate());
    }

    private List<SampleCopy> copies(RosterGenerator generator) {
        Random random = new Random(SEED);
        List<Student> present = new ArrayList<>(roster);
        Collections.shuffle(present, random);
        PageCases cases = new PageCases(roster, SEED);
        Student stranger = generator.stranger(roster);
        List<SampleCopy> copies = new ArrayList<>();
        for (int number = 1; number <= COPIES; number++) {
            PageKind kind = switch (number) {
                case STRANGER -> PageKind.STRANGER;
                case BLANK -> PageKind.BLANK;
                case UPSIDE_DOWN -> PageKind.UPSIDE_DOWN;
                default -> PageKind.OK;
            };
            boolean onRoster = kind.expectation() != PageKind.Expectation.REJECT;
            Student student = onRoster ? present.remove(0) : null;
            HeaderText text =
                    kind == PageKind.BLANK ? HeaderText.blank() : cases.header(student == null ? stranger : student);
            HeaderForm form = OTHER_FORM.contains(number) ? HeaderForm.cmenV3() : HeaderForm.cmenV2();
            copies.add(new SampleCopy(number, kind, number == HARD_SCAN, form, student, text));
        }
        return List.copyOf(copies);
    }

    /** Writes the sample class to the folder named by the only argument. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("One argument: the folder to write to");
        }
        new SampleClass().write(Path.of(arguments[0]));
    }

    /** Writes roster, exam, truth, and all copies below {@code folder}, which is made where missing. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("copies"));
        Files.writeString(folder.resolve("roster.csv"), rosterCsv());
        Files.writeString(folder.resolve("truth.csv"), truthCsv());
        Files.writeString(folder.resolve("exam.json"), JsonText.of(SampleExam.json()));
        for (SampleCopy copy : copies) {
            write(copy, folder.resolve("copies"));
        }
    }

    /** Writes one copy's pages and JSON into {@code folder}. */
    void write(SampleCopy copy, Path folder) throws IOException {
        SampleCopy.Files files = copy.draw();
        Files.writeString(folder.resolve(copy.id() + ".json"), files.json(), StandardCharsets.UTF_8);
        for (int page = 1; page <= files.pages().size(); page++) {
            Files.write(folder.resolve(copy.pageName(page)), files.pages().get(page - 1));
        }
    }

    List<SampleCopy> copies() {
        return copies;
    }

    /** In the dialect of the school software that the original reads: byte order mark, trailing space and all. */
    String rosterCsv() {
        StringBuilder csv = new StringBuilder("\uFEFFÉlèves,Né(e) le,Adresse E-mail,Classe,EDS ,Groupe\n");
        int row = 0;
        for (Student student : roster) {
            String mail =
                    HeaderText.bareLetters(student.firstName()) + "." + HeaderText.bareLetters(student.lastName());
            csv.append(String.join(
                            ",",
                            student.lastName() + " " + student.firstName(),
                            student.birthDate() == null ? "" : DATE.format(student.birthDate()),
                            mail + "@lycee.example",
                            "TG2",
                            SUBJECTS.get(row % SUBJECTS.size()),
                            "G" + (1 + row % 2)))
                    .append('\n');
            row++;
        }
        return csv.toString();
    }

    /** Who wrote each first page: {@code student} counts the roster's rows from 1. */
    String truthCsv() {
        StringBuilder csv = new StringBuilder("file,student,expect,kind,family,first,birth_date,copy_id\n");
        for (SampleCopy copy : copies) {
            HeaderText text = copy.text();
            csv.append(String.join(
                            ",",
                            "copies/" + copy.pageName(1),
                            row(copy.student()),
                            copy.kind().expectation().name().toLowerCase(Locale.ROOT),
                            copy.kind().name().toLowerCase(Locale.ROOT),
                            text.lastName(),
                            text.firstName(),
                            text.birthDate(),
                            copy.id()))
                    .append('\n');
        }
        return csv.toString();
    }

    private String row(@Nullable Student student) {
        return student == null ? "" : String.valueOf(roster.indexOf(student) + 1);
    }
}
