package io.korrigo.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterGeneratorTest {
    @Test
    void givesTheSameStudentsForTheSameSeed() {
        assertThat(new RosterGenerator(3).roster(35)).isEqualTo(new RosterGenerator(3).roster(35));
        assertThat(new RosterGenerator(3).roster(35)).isNotEqualTo(new RosterGenerator(4).roster(35));
    }

    @ParameterizedTest
    @ValueSource(ints = {35, 1200, 10_000})
    void givesEachStudentAnIdAndNamesWithABirthDateOfTheirOwn(int size) {
        List<Student> roster = new RosterGenerator(1).roster(size);

        assertThat(roster).hasSize(size);
        assertThat(roster).extracting(Student::id).doesNotHaveDuplicates();
        assertThat(roster)
                .extracting(s -> s.lastName() + "/" + s.firstName() + "/" + s.birthDate())
                .doesNotHaveDuplicates();
    }

    @Test
    void putsBirthDatesIntoTwoYears() {
        assertThat(new RosterGenerator(9).roster(1200))
                .extracting(student -> student.birthDate().getYear())
                .satisfies(years -> assertThat(Set.copyOf(years)).hasSize(2));
    }

    @Test
    void includesTwinsInALargeSchool() {
        List<Student> roster = new RosterGenerator(2).roster(1200);
        Set<String> seen = new HashSet<>();

        long twins = roster.stream()
                .filter(student -> !seen.add(student.lastName() + student.birthDate()))
                .count();

        assertThat(twins).isBetween(3L, 40L);
    }

    @Test
    void addsAsManyHomonymsAsAskedFor() {
        List<Student> roster = new RosterGenerator(2).roster(100, 5);
        Set<String> seen = new HashSet<>();

        assertThat(roster.stream().filter(student -> !seen.add(student.lastName() + "/" + student.firstName())))
                .hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void makesStrangersWhoLookLikeTheRosterButAreNotOnIt() {
        RosterGenerator generator = new RosterGenerator(6);
        List<Student> roster = generator.roster(50);
        int sharedFamilyName = 0;

        for (int i = 0; i < 200; i++) {
            Student stranger = generator.stranger(roster);
            assertThat(roster)
                    .noneMatch(student -> student.lastName().equals(stranger.lastName())
                            && student.firstName().equals(stranger.firstName()));
            sharedFamilyName += roster.stream().anyMatch(s -> s.lastName().equals(stranger.lastName())) ? 1 : 0;
        }

        assertThat(sharedFamilyName).isGreaterThan(20);
    }

    @Test
    void writesFamilyNamesInCapitals() {
        assertThat(new RosterGenerator(1).roster(1200))
                .extracting(Student::lastName)
                .allSatisfy(name -> assertThat(name).isEqualTo(name.toUpperCase(Locale.ROOT)));
    }

    @Test
    void fillsARosterOfManyOriginsWithNearNamesakes() {
        List<Student> roster = new RosterGenerator(1).manyOrigins(1600);
        Set<String> seen = new HashSet<>();

        long shared = roster.stream()
                .filter(student -> !seen.add(student.lastName() + student.birthDate()))
                .count();

        assertThat(roster)
                .extracting(s -> s.lastName() + "/" + s.firstName() + "/" + s.birthDate())
                .doesNotHaveDuplicates();
        assertThat(shared).isGreaterThan(100);
        assertThat(roster).extracting(Student::group).contains("French", "Tamil", "West African");
        assertThat(roster).anyMatch(student -> student.birthDate().getDayOfYear() == 1);
    }
}
