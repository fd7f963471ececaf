package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterIndexTest {
    private static final LocalDate PLAIN = LocalDate.of(2008, 3, 12);

    private static double commonness(List<Student> roster) {
        return new RosterIndex(roster).commonness(0, true, false);
    }

    @Test
    void findsNothingCommonInARareNameAndAPlainDate() {
        assertThat(commonness(List.of(Student.of("1", "Kervella", "Zoé", PLAIN))))
                .isZero();
    }

    @Test
    void findsANameCommonThatManyInTheCountryHave() {
        assertThat(commonness(List.of(Student.of("1", "Martin", "Zoé", PLAIN)))).isGreaterThan(1);
    }

    @Test
    void findsTheFirstOfJanuaryCommonAndTheSecondNot() {
        assertThat(commonness(List.of(Student.of("1", "Kervella", "Zoé", LocalDate.of(2008, 1, 1)))))
                .isGreaterThan(1);
        assertThat(commonness(List.of(Student.of("1", "Kervella", "Zoé", LocalDate.of(2008, 1, 2)))))
                .isZero();
    }

    @Test
    void findsCommonWhatManyOfTheRosterShare() {
        List<Student> roster = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            roster.add(Student.of("s" + i, "Kervella", "Zoé", PLAIN));
        }

        assertThat(commonness(roster)).isGreaterThan(5);
    }
}
