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
import org.jspecify.annotations.Nullable;

/**
 * A roster's students with the spellings of their names and dates, each distinct one kept once.
 *
 * <p>Students are told by their position in the roster. <b>Threads:</b> immutable.
 */
final class RosterIndex {
    /** Of a student without birth date. */
    static final int NO_DATE = -1;

    /** Share of people who have a family name that nobody would call usual; MARTIN has 1 in 270. */
    private static final double RARE_FAMILY_NAME = 0.001;

    /** Share of pupils with a first name that is nothing unusual. An estimate, not measured. */
    private static final double USUAL_FIRST_NAME = 0.01;
    /** Of the students of two years. */
    private static final double PLAIN_DATE = 1.0 / 700;
    /** Born on 1 January of one of those years: as many as on any other day, and those of whom nobody knows the day. */
    private static final double FIRST_OF_JANUARY = 0.01;
    /** What is known of shares before a roster is seen counts like so many students. */
    private static final double KNOWN_BEFOREHAND = 100;

    private final List<Student> students;
    private final List<List<Spelling>> lastNames = new ArrayList<>();
    private final List<List<Spelling>> firstNames = new ArrayList<>();
    private final List<List<Spelling>> dates = new ArrayList<>();
    private final List<List<Spelling>> shortDates = new ArrayList<>();
    private final int[] lastName;
    private final int[] firstName;
    private final int[] date;
    private final Map<String, List<Integer>> byNames = new HashMap<>();
    private final Map<Integer, List<Integer>> byDate = new HashMap<>();
    /** The plain letters of each student's names, to tell who is a namesake. */
    private final String[] lastLetters;

    private final String[] firstLetters;
    private final Map<String, List<Integer>> byLastName = new HashMap<>();
    private final Map<String, Integer> byFirstName = new HashMap<>();

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
                        shortDates.add(Spellings.ofShortBirthDate(key));
                        return dates.size() - 1;
                    });
            byDate.computeIfAbsent(date[i], key -> new ArrayList<>()).add(i);
            lastLetters[i] = letters(student.lastName());
            firstLetters[i] = letters(student.firstName());
            byLastName.computeIfAbsent(lastLetters[i], key -> new ArrayList<>()).add(i);
            byFirstName.merge(firstLetters[i], 1, Integer::sum);
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

    /** The same dates as {@link #dates}, as they are written where boxes are left empty. */
    List<List<Spelling>> shortDates() {
        return shortDates;
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

    /** Positions of those who have the student's family name, the student too. */
    private List<Integer> relatives(int position) {
        return byLastName.getOrDefault(lastLetters[position], List.of(position));
    }

    /** Those who have the student's family name and a birth date that differs from theirs in one digit. */
    List<Integer> oneDigitOff(int position) {
        LocalDate born = students.get(position).birthDate();
        return relatives(position).stream()
                .filter(other -> isOneDigitOff(born, students.get(other).birthDate()))
                .toList();
    }

    private static boolean isOneDigitOff(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return false;
        }
        int differing = 0;
        for (int rest = packed(one), others = packed(other); rest + others > 0; rest /= 10, others /= 10) {
            differing += rest % 10 == others % 10 ? 0 : 1;
        }
        return differing == 1;
    }

    /** Year, month and day as the digits of one number. */
    private static int packed(LocalDate date) {
        return (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
    }

    /**
     * Share of students, 0 to 1, who have both names of another one: as many of those whom the roster lacks may have.
     *
     * @param beforehand what is held for it before a roster is seen
     */
    double namesakes(double beforehand) {
        int sharing = byNames.values().stream()
                .mapToInt(List::size)
                .filter(group -> group > 1)
                .sum();
        return (sharing + KNOWN_BEFOREHAND * beforehand) / (size() + KNOWN_BEFOREHAND);
    }

    /**
     * How much more usual than a rare family name and a plain date it is that somebody shares those of the student, as a
     * natural logarithm, 0 or more: what is shared by many on the roster or in the country, and 1 January, tell little.
     *
     * @param ofLastName whether the family name counts
     * @param ofFirstName whether the first name does
     */
    double commonness(int position, boolean ofLastName, boolean ofFirstName) {
        double sum = 0;
        if (ofLastName) {
            double share =
                    NameModel.FAMILY.share(Spellings.signs(student(position).lastName()));
            sum += excess(relatives(position).size(), RARE_FAMILY_NAME, share);
        }
        if (ofFirstName) {
            double share =
                    NameModel.FIRST.share(Spellings.signs(student(position).firstName()));
            sum += excess(byFirstName.getOrDefault(firstLetters[position], 1), USUAL_FIRST_NAME, share);
        }
        LocalDate born = student(position).birthDate();
        if (born != null) {
            boolean convention = born.getDayOfYear() == 1;
            sum += excess(bornOn(date[position]).size(), PLAIN_DATE, convention ? FIRST_OF_JANUARY : PLAIN_DATE);
        }
        return sum;
    }

    /** Of a share that the others on the roster suggest, on top of what is known beforehand. */
    private double excess(int count, double usual, double known) {
        double share = (count - 1 + KNOWN_BEFOREHAND * Math.max(usual, known)) / (size() - 1 + KNOWN_BEFOREHAND);
        return Math.max(0, Math.log(share / usual));
    }

    /** All birth dates of the roster, one for each student who has one. */
    static List<LocalDate> birthDates(List<Student> roster) {
        return roster.stream().map(Student::birthDate).filter(Objects::nonNull).toList();
    }
}
