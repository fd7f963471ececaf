package io.korrigo.identify.match;

import static io.korrigo.identify.match.MatchedClass.identified;
import static io.korrigo.identify.match.MatchedClass.review;
import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Readings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People who are not on the roster. */
class OutsidersTest {
    @Test
    void refusesSomebodyElse() {
        Identification answer = review("BLANCHET", "ROMUALD", "25082007");

        assertThat(answer.outsiderProbability()).isGreaterThan(0.99);
        assertThat(answer.reason()).contains("not on the roster");
    }

    @Test
    void refusesASibling() {
        assertThat(identified("LEFEVRE", "SIMON", "02052006")).isEmpty();
    }

    @Test
    void refusesASiblingWithARareNameLikeTheStudents() {
        assertThat(review("GAITEAU", "ALEKSANDRA", "10092007").reason()).contains("first name");
        assertThat(review("GAITEAU", "ALEKSANDRA", "18092007").reason()).contains("first name");
    }

    @Test
    void holdsATwinWhomTheRosterLacksForPossible() {
        StudentMatcher ofOne =
                new StudentMatcher(List.of(Student.of("1", "Lefèvre", "Lou", LocalDate.of(2008, 3, 12))));

        assertThat(ofOne.match(Readings.of("LEFEVRE", "LEA", "12032008")).outsiderProbability())
                .isBetween(0.3, 0.6);
    }

    @Test
    void leavesOneNameThatManyShareToTheDeskWhereTheOtherWasNotRead() {
        List<Student> newcomers = new ArrayList<>(List.of(
                Student.of("1", "Ahmadi", "Rahmatullah", LocalDate.of(2008, 1, 1)),
                Student.of("2", "Kervella", "Zoé", LocalDate.of(2008, 3, 12))));
        for (int i = 0; i < 10; i++) {
            newcomers.add(Student.of("n" + i, "Ahmadi", "Zalmai", LocalDate.of(2007, 2, 1 + i)));
        }
        StudentMatcher school = new StudentMatcher(newcomers);

        assertThat(school.match(Readings.clear("KERVELLA", null, "12032008")).student())
                .isPresent();
        assertThat(school.match(Readings.clear("AHMADI", null, "01012008")).reason())
                .isEqualTo("The first name was not read, and too many may share the family name and the birth date.");
    }

    @Test
    void refusesATwinOfAStudent() {
        assertThat(identified("LEFEVRE", "SIMON", "12032008")).isEmpty();
    }

    @Test
    void refusesANamesakeBornOnAnotherDay() {
        assertThat(identified("LEFEVRE", "ZOE", "27042008")).isEmpty();
        assertThat(identified("LEFEVRE", "ZOE", "12052006")).isEmpty();
    }

    @Test
    void refusesSomebodyWithTheFirstNameAndTheDateOfAStudent() {
        assertThat(identified("BLANCHET", "ZOE", "12032008")).isEmpty();
    }
}
