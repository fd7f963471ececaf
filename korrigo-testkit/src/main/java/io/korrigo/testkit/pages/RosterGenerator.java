package io.korrigo.testkit.pages;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes up students as a French school has them: names of many origins with particles, apostrophes and hyphens, birth
 * dates within two years, twins, students who share a name or a birth date.
 *
 * <p>The same seed and calls give the same students. Confined to one thread.
 */
public final class RosterGenerator {
    private static final List<String> FAMILY_NAMES = WordList.read("words/family-names.txt");
    private static final List<String> FIRST_NAMES = WordList.read("words/first-names.txt");
    private static final int YEARS_OF_BIRTH = 2;

    private final Random random;
    private final LocalDate earliest;
    private final Set<String> taken = new HashSet<>();

    /** A school whose students' birth dates and names follow from {@code seed}. */
    public RosterGenerator(long seed) {
        random = new Random(seed);
        earliest = LocalDate.of(2005 + random.nextInt(4), 1, 1);
    }

    /**
     * {@code size} students, ids "s-1" and on: about one in a hundred is another's twin, and no two share names and birth
     * date.
     */
    public List<Student> roster(int size) {
        return roster(size, 0);
    }

    /** As {@link #roster(int)}, of whom {@code homonyms} have an earlier student's names and another birth date. */
    public List<Student> roster(int size, int homonyms) {
        List<Student> roster = new ArrayList<>();
        while (roster.size() < size) {
            Student student;
            if (!roster.isEmpty() && size - roster.size() <= homonyms) {
                Student other = roster.get(random.nextInt(roster.size()));
                student = student(roster.size() + 1, other.lastName(), other.firstName(), birthDate());
            } else if (!roster.isEmpty() && random.nextInt(100) == 0) {
                Student twin = roster.get(random.nextInt(roster.size()));
                student = student(roster.size() + 1, twin.lastName(), firstNames(), twin.birthDate());
            } else {
                student = student(roster.size() + 1, familyName(), firstNames(), birthDate());
            }
            if (taken.add(key(student))) {
                roster.add(student);
            }
        }
        return List.copyOf(roster);
    }

    /**
     * {@code size} students as a school has them to which families have come from everywhere: as many of each origin
     * ({@link NameOrigin}, their group), who share few family names, and birth dates where those are conventions. No two
     * share names and birth date; many share the family name and the date.
     */
    public List<Student> manyOrigins(int size) {
        List<NameOrigin> origins = NameOrigin.all();
        List<Student> roster = new ArrayList<>();
        while (roster.size() < size) {
            NameOrigin origin = origins.get(roster.size() % origins.size());
            LocalDate born = birthDate();
            if (random.nextInt(100) < origin.conventional()) {
                born = LocalDate.of(born.getYear() - random.nextInt(2), 1, 1);
            }
            Student student = new Student(
                    "s-" + (roster.size() + 1),
                    pick(origin.familyNames()),
                    null,
                    pick(origin.firstNames()),
                    born,
                    null,
                    null,
                    origin.name(),
                    null);
            if (taken.add(key(student))) {
                roster.add(student);
            }
        }
        return List.copyOf(roster);
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    /**
     * Somebody who is not in {@code roster}, though often a student there has the same family name, first name or birth
     * date.
     */
    public Student stranger(List<Student> roster) {
        while (true) {
            Student like = roster.get(random.nextInt(roster.size()));
            int shared = random.nextInt(6);
            Student stranger = student(
                    0,
                    shared == 0 ? like.lastName() : familyName(),
                    shared == 1 ? like.firstName() : firstNames(),
                    shared == 2 ? like.birthDate() : near(like.birthDate()));
            boolean sameNames =
                    roster.stream().anyMatch(student -> names(student).equals(names(stranger)));
            if (!sameNames) {
                return stranger;
            }
        }
    }

    private Student student(int number, String lastName, String firstName, @Nullable LocalDate birthDate) {
        boolean hasUsageName = random.nextInt(50) == 0;
        String email =
                HeaderText.bareLetters(firstName) + "." + HeaderText.bareLetters(lastName) + number + "@lycee.example";
        return new Student(
                number == 0 ? "stranger" : "s-" + number,
                lastName,
                hasUsageName ? familyName() : null,
                firstName,
                birthDate,
                email,
                "TG" + (1 + number % 8),
                "G" + (1 + number % 3),
                null);
    }

    private String familyName() {
        String name = FAMILY_NAMES.get(random.nextInt(FAMILY_NAMES.size()));
        if (random.nextInt(25) == 0 && !name.contains(" ")) {
            String second = FAMILY_NAMES.get(random.nextInt(FAMILY_NAMES.size()));
            return name + (random.nextBoolean() ? "-" : " ") + second;
        }
        return name;
    }

    private String firstNames() {
        String name = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
        boolean several = random.nextInt(8) == 0;
        return several ? name + " " + FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())) : name;
    }

    private LocalDate birthDate() {
        return earliest.plusDays(random.nextInt(365 * YEARS_OF_BIRTH));
    }

    private LocalDate near(@Nullable LocalDate date) {
        return (date == null ? earliest : date).plusDays(random.nextInt(1, 90));
    }

    private static String names(Student student) {
        return HeaderText.bareLetters(student.lastName()) + "/" + HeaderText.bareLetters(student.firstName());
    }

    private static String key(Student student) {
        return names(student) + "/" + student.birthDate();
    }
}
