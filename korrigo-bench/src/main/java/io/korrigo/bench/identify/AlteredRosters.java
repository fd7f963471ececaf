package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.testkit.pages.LookAlikes;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Students' own pages held against rosters that lack them: so a page that was read once is a stranger's and, where the roster
 * has somebody with the family name and birth date in the student's place, a look-alike's in four ways. Whoever is identified, it
 * is wrong.
 *
 * <p>Pages on which a name is written in part are look-alikes of nobody: who writes THI may be Thi Mai or Thi Lan.
 */
final class AlteredRosters {
    private static final List<PageKind> LOOK_ALIKES = List.of(
            PageKind.ONE_LETTER_OFF,
            PageKind.TWO_LETTERS_OFF,
            PageKind.MORE_LETTERS_OFF,
            PageKind.LETTER_AND_DIGIT_OFF);

    private final KeptReadings readings;
    private final RandomGenerator random = new Random(1);

    AlteredRosters(KeptReadings readings) {
        this.readings = readings;
    }

    /** All rosters as one, a student with names and date of an earlier one left out, with the pages of their students. */
    static KeptReadings together(List<KeptReadings> all) {
        List<Student> roster = new ArrayList<>();
        Map<List<Object>, Integer> places = new HashMap<>();
        List<KeptReadings.Page> pages = new ArrayList<>();
        for (KeptReadings readings : all) {
            for (Student student : readings.roster()) {
                places.computeIfAbsent(identity(student), key -> {
                    roster.add(named(student, String.valueOf(roster.size()), student.firstName(), student.birthDate()));
                    return roster.size() - 1;
                });
            }
            for (KeptReadings.Page page : readings.pages()) {
                int writer = page.writer() < 0
                        ? -1
                        : Objects.requireNonNull(
                                places.get(identity(readings.roster().get(page.writer()))));
                pages.add(page(page, page.kind(), page.expectation(), writer));
            }
        }
        return new KeptReadings(roster, pages);
    }

    private static List<Object> identity(Student student) {
        return List.of(
                student.lastName(),
                student.firstName(),
                Objects.requireNonNullElse(student.birthDate(), LocalDate.MIN));
    }

    /** The roster without those who wrote the pages. */
    KeptReadings writersTakenOff() {
        List<KeptReadings.Page> own = own(false);
        Set<Integer> writers = writers(own);
        List<Student> others = new ArrayList<>();
        for (int place = 0; place < readings.roster().size(); place++) {
            if (!writers.contains(place)) {
                others.add(readings.roster().get(place));
            }
        }
        return new KeptReadings(
                others,
                own.stream()
                        .map(page -> page(page, PageKind.STRANGER.name(), Expectation.REJECT, -1))
                        .toList());
    }

    /** For each kind of look-alike, the roster with such a one in the place of each who wrote a page. */
    List<KeptReadings> lookAlikes() {
        List<KeptReadings.Page> own = own(true);
        Set<Integer> writers = writers(own);
        List<KeptReadings> altered = new ArrayList<>();
        for (PageKind kind : LOOK_ALIKES) {
            List<Student> roster = new ArrayList<>(readings.roster());
            writers.forEach(place -> roster.set(place, lookAlike(roster.get(place), kind)));
            altered.add(new KeptReadings(
                    roster,
                    own.stream()
                            .map(page -> page(page, kind.name(), Expectation.REJECT, -1))
                            .toList()));
        }
        return altered;
    }

    private List<KeptReadings.Page> own(boolean inFull) {
        return readings.pages().stream()
                .filter(page -> page.expectation() == Expectation.IDENTIFY && page.writer() >= 0)
                .filter(page -> readings.roster().get(page.writer()).birthDate() != null)
                .filter(page -> !inFull || isInFull(page, readings.roster().get(page.writer())))
                .toList();
    }

    private static boolean isInFull(KeptReadings.Page page, Student writer) {
        return LookAlikes.apart(page.drawn().get(0), writer.lastName()) == 0
                && LookAlikes.apart(page.drawn().get(1), writer.firstName()) == 0;
    }

    private static Set<Integer> writers(List<KeptReadings.Page> pages) {
        Set<Integer> writers = new LinkedHashSet<>();
        pages.forEach(page -> writers.add(page.writer()));
        return writers;
    }

    private Student lookAlike(Student student, PageKind kind) {
        int letters = kind == PageKind.TWO_LETTERS_OFF ? 2 : kind == PageKind.MORE_LETTERS_OFF ? 3 : 1;
        LocalDate born = Objects.requireNonNull(student.birthDate());
        if (kind == PageKind.LETTER_AND_DIGIT_OFF) {
            born = oneDigitOff(born);
        }
        LocalDate date = born;
        String first = LookAlikes.of(
                student.firstName(), letters, random, taken -> isOnRoster(named(student, student.id(), taken, date)));
        return named(student, student.id(), first, date);
    }

    private boolean isOnRoster(Student student) {
        return readings.roster().stream()
                .anyMatch(known -> known.lastName().equals(student.lastName())
                        && Objects.equals(known.birthDate(), student.birthDate())
                        && LookAlikes.apart(known.firstName(), student.firstName()) == 0);
    }

    /** The date with another last digit of the day, or of the year. */
    private LocalDate oneDigitOff(LocalDate date) {
        int unit = random.nextInt(9) + 1;
        int year = date.getYear() / 10 * 10 + (date.getYear() % 10 + unit) % 10;
        int day = date.getDayOfMonth() / 10 * 10 + (date.getDayOfMonth() % 10 + unit) % 10;
        boolean isDay = day >= 1 && day <= date.lengthOfMonth();
        return isDay && random.nextBoolean() ? date.withDayOfMonth(day) : date.withYear(year);
    }

    private static Student named(Student student, String id, String firstName, @Nullable LocalDate born) {
        return new Student(id, student.lastName(), student.usageName(), firstName, born, null, null, null, null);
    }

    private static KeptReadings.Page page(KeptReadings.Page page, String kind, Expectation expectation, int writer) {
        return new KeptReadings.Page(
                page.name(), kind, page.origin(), expectation, writer, page.exact(), page.drawn(), page.reading());
    }
}
