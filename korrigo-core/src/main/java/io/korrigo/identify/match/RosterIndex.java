package io.korrigo.identify.match;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A roster's students with the spellings of their names and dates, each distinct one kept once.
 *
 * <p>Students are told by their position in the roster. <b>Threads:</b> immutable.
 */
final class RosterIndex {
    /** Of a student without birth date. */
    static final int NO_DATE = -1;

    private final List<Student> students;
    private final List<List<Spelling>> lastNames = new ArrayList<>();
    private final List<List<Spelling>> firstNames = new ArrayList<>();
    private final List<List<Spelling>> dates = new ArrayList<>();
    private final int[] lastName;
    private final int[] firstName;
    private final int[] date;
    private final Map<String, List<Integer>> byNames = new HashMap<>();
    private final Map<Integer, List<Integer>> byDate = new HashMap<>();
    /** The plain letters of each student's names, to tell who is a namesake. */
    private final String[] lastLetters;

    private final String[] firstLetters;

    /** @throws IllegalArgumentException when two students have the same id */
    RosterIndex(List<Student> roster) {
        students = List.copyOf(roster);
        int size = students.size();
        lastName = new int[size];
        firstName = new int[size];
        date = new int[size];
        lastLetters = new String[size];
        firstLetters = new String[size];
        Map<List<Object>, Integer> lasts = new HashMap<>();
        Map<String, Integer> firsts = new HashMap<>();
        Map<LocalDate, Integer> days = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < size; i++) {
            Student student = students.get(i);
            if (!ids.add(student.id())) {
                throw new IllegalArgumentException("Two students of the roster have the id " + student.id());
            }
            List<Object> last = List.of(student.lastName(), Objects.requireNonNullElse(student.usageName(), ""));
            lastName[i] = lasts.computeIfAbsent(last, key -> {
                lastNames.add(Spellings.ofLastName(student));
                return lastNames.size() - 1;
            });
            firstName[i] = firsts.computeIfAbsent(student.firstName(), key -> {
                firstNames.add(Spellings.ofFirstName(student));
                return firstNames.size() - 1;
            });
            LocalDate born = student.birthDate();
            date[i] = born == null
                    ? NO_DATE
                    : days.computeIfAbsent(born, key -> {
                        dates.add(Spellings.ofBirthDate(key));
                        return dates.size() - 1;
                    });
            byDate.computeIfAbsent(date[i], key -> new ArrayList<>()).add(i);
            lastLetters[i] = letters(student.lastName());
            firstLetters[i] = letters(student.firstName());
            byNames.computeIfAbsent(lastLetters[i] + " " + firstLetters[i], key -> new ArrayList<>())
                    .add(i);
        }
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        for (byte sign : Spellings.signs(name)) {
            if (sign < Alphabet.GAP) {
                letters.append((char) ('A' + sign));
            }
        }
        return letters.toString();
    }

    /** Whether two students have the same names, or the same family name and, as far as is known, the same birth date. */
    static boolean alike(Student one, Student other) {
        LocalDate born = one.birthDate();
        return letters(one.lastName()).equals(letters(other.lastName()))
                && (letters(one.firstName()).equals(letters(other.firstName()))
                        || born == null
                        || other.birthDate() == null
                        || born.equals(other.birthDate()));
    }

    int size() {
        return students.size();
    }

    Student student(int position) {
        return students.get(position);
    }

    /** Distinct family names' spellings; {@link #lastName} gives the index. */
    List<List<Spelling>> lastNames() {
        return lastNames;
    }

    List<List<Spelling>> firstNames() {
        return firstNames;
    }

    List<List<Spelling>> dates() {
        return dates;
    }

    int lastName(int position) {
        return lastName[position];
    }

    int firstName(int position) {
        return firstName[position];
    }

    /** Index into {@link #dates}, or {@link #NO_DATE}. */
    int date(int position) {
        return date[position];
    }

    boolean sameLastName(int one, int other) {
        return lastLetters[one].equals(lastLetters[other]);
    }

    boolean sameFirstName(int one, int other) {
        return firstLetters[one].equals(firstLetters[other]);
    }

    /** Positions of the students with that index of a date, {@link #NO_DATE} too. */
    List<Integer> bornOn(int date) {
        return byDate.getOrDefault(date, List.of());
    }

    /** Whether both have the same birth date, or one of them has none. */
    boolean mayShareDate(int one, int other) {
        return date[one] == date[other] || date[one] == NO_DATE || date[other] == NO_DATE;
    }

    /** Whether somebody else on the roster has the same names and may have the same date. */
    boolean hasNamesake(int position) {
        for (int other : byNames.getOrDefault(lastLetters[position] + " " + firstLetters[position], List.of())) {
            if (other != position && mayShareDate(position, other)) {
                return true;
            }
        }
        return false;
    }

    /** All birth dates of the roster, one for each student who has one. */
    static List<LocalDate> birthDates(List<Student> roster) {
        return roster.stream().map(Student::birthDate).filter(Objects::nonNull).toList();
    }
}
