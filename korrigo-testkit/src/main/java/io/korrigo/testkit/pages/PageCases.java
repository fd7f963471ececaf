package io.korrigo.testkit.pages;

import io.korrigo.exam.Student;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Decides what each page of a stack is: 85 of 100 are roster students' ordinary headers, written as pupils write (with or
 * without accents, a hyphen as a dash, an empty box or nothing, one first name or all); the others are of the remaining
 * kinds.
 *
 * <p>The same roster and seed give the same pages. Confined to one thread.
 */
public final class PageCases {
    private static final List<PageKind> LOOK_ALIKES = List.of(
            PageKind.ONE_LETTER_OFF,
            PageKind.TWO_LETTERS_OFF,
            PageKind.MORE_LETTERS_OFF,
            PageKind.LETTER_AND_DIGIT_OFF);

    private final List<Student> roster;
    private final RandomGenerator random;
    private final RosterGenerator strangers;

    /** @param roster at least one student, each with a birth date */
    public PageCases(List<Student> roster, long seed) {
        this.roster = List.copyOf(roster);
        random = new Random(seed);
        strangers = new RosterGenerator(seed);
    }

    /** {@code count} pages, students by lot, the kinds mixed. */
    public List<PageCase> mixed(int count) {
        List<PageCase> pages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pages.add(page(kind(), student()));
        }
        return List.copyOf(pages);
    }

    /** A page of each student in an order by lot, at most {@code count}, the kinds mixed: a stack of one exam. */
    public List<PageCase> oneEach(int count) {
        List<Student> order = new ArrayList<>(roster);
        Collections.shuffle(order, new Random(random.nextLong()));
        List<PageCase> pages = new ArrayList<>();
        for (Student student : order.subList(0, Math.min(count, order.size()))) {
            pages.add(page(kind(), student));
        }
        return List.copyOf(pages);
    }

    /**
     * Pairs of pages, students by lot: one that the student wrote, then one by somebody who resembles the student, each
     * kind of look-alike in turn.
     */
    public List<PageCase> lookAlikes(int count) {
        List<PageCase> pages = new ArrayList<>();
        for (int i = 0; pages.size() < count; i++) {
            Student student = student();
            pages.add(page(PageKind.OK, student));
            pages.add(page(LOOK_ALIKES.get(i % LOOK_ALIKES.size()), student));
        }
        return List.copyOf(pages.subList(0, count));
    }

    /** Pages of students who are not on the roster, at most one of each. */
    public List<PageCase> strangers(List<Student> writers, int count) {
        List<PageCase> pages = new ArrayList<>();
        for (Student writer : writers.subList(0, Math.min(count, writers.size()))) {
            pages.add(new PageCase(PageKind.STRANGER, null, new WrittenName(random).header(writer), writer));
        }
        return List.copyOf(pages);
    }

    private PageKind kind() {
        int percent = random.nextInt(100);
        if (percent < 85) {
            return PageKind.OK;
        }
        return switch (percent) {
            case 85, 86, 87, 88, 89 -> PageKind.STRANGER;
            case 90, 91 -> PageKind.BLANK;
            case 92, 93 -> PageKind.NO_HEADER;
            case 94 -> PageKind.SWAPPED;
            case 95, 96 -> PageKind.WRONG_DIGIT;
            case 97, 98 -> PageKind.CORRECTED;
            default -> PageKind.UPSIDE_DOWN;
        };
    }

    private Student student() {
        return roster.get(random.nextInt(roster.size()));
    }

    /** A page of {@code kind} by {@code student}, who is left out where nobody of the roster wrote it. */
    public PageCase page(PageKind kind, Student student) {
        WrittenName spelling = new WrittenName(random);
        return switch (kind) {
            case NO_HEADER -> new PageCase(kind, null, null);
            case BLANK -> new PageCase(kind, null, HeaderText.blank());
            case STRANGER -> new PageCase(kind, null, spelling.header(strangers.stranger(roster)));
            case SWAPPED -> written(kind, student, WrittenName.swapped(spelling.header(student)));
            case WRONG_DIGIT -> written(kind, student, spelling.wrongDigit(spelling.header(student)));
            case CORRECTED -> written(kind, student, spelling.corrected(spelling.header(student)));
            case ONE_LETTER_OFF -> lookAlike(kind, student, 1);
            case TWO_LETTERS_OFF -> lookAlike(kind, student, 2);
            case MORE_LETTERS_OFF -> lookAlike(kind, student, 3);
            case LETTER_AND_DIGIT_OFF -> {
                PageCase page = lookAlike(kind, student, 1);
                yield new PageCase(kind, null, spelling.wrongDigit(Objects.requireNonNull(page.text())), student);
            }
            case OK, UPSIDE_DOWN -> written(kind, student, spelling.header(student));
        };
    }

    /** All first names are written: "Thi Mai" and "Thi Lan" who write THI only are the same to everybody. */
    private PageCase lookAlike(PageKind kind, Student student, int letters) {
        String first = student.firstName();
        String other = LookAlikes.of(first, letters, random, taken -> isOnRoster(student, taken));
        Student writer = Student.of("look-alike", student.lastName(), other, student.birthDate());
        return new PageCase(kind, null, new WrittenName(random).full(writer), student);
    }

    private boolean isOnRoster(Student student, String firstName) {
        return roster.stream()
                .anyMatch(known -> known.lastName().equals(student.lastName())
                        && Objects.equals(known.birthDate(), student.birthDate())
                        && LookAlikes.apart(known.firstName(), firstName) == 0);
    }

    /** What {@code student} writes, without mistakes. */
    HeaderText header(Student student) {
        return new WrittenName(random).header(student);
    }

    private static PageCase written(PageKind kind, Student student, HeaderText text) {
        return new PageCase(kind, student, text);
    }
}
