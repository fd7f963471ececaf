package io.korrigo.identify.match;

import static io.korrigo.identify.match.MatchedClass.MATCHER;
import static io.korrigo.identify.match.MatchedClass.identified;
import static io.korrigo.identify.match.MatchedClass.review;
import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Readings;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hand or a reader gets wrong in a header. */
class MatchedSlipsTest {
    @Test
    void passesOverACrossedOutBox() {
        assertThat(identified("LEF#EVRE", "ZOE", "12032008")).contains("1");
    }

    @Test
    void takesALaterStartAndAnEmptyBoxInside() {
        assertThat(identified(" LEFEVRE", "ZOE", "12032008")).contains("1");
        assertThat(identified("LEF EVRE", "ZOE", "12032008")).contains("1");
    }

    @Test
    void takesALetterThatIsLostWrongOrDoubled() {
        assertThat(identified("LEFVRE", "ZOE", "12032008")).contains("1");
        assertThat(identified("LEFEXRE", "ZOE", "12032008")).contains("1");
        assertThat(identified("LEFFEVRE", "ZOE", "12032008")).contains("1");
    }

    @Test
    void bearsALetterThatMakesAnotherUsualFamilyNameButNotAnotherFirstName() {
        LocalDate date = LocalDate.of(2007, 9, 14);
        StudentMatcher ofOne = new StudentMatcher(List.of(Student.of("1", "Bénard", "Léo", date)));

        assertThat(ofOne.match(Readings.of("MENARD", "LEO", "14092007")).student())
                .isPresent();
        assertThat(ofOne.match(Readings.of("BENARD", "LEA", "14092007")).student())
                .isEmpty();
    }

    @Test
    void ranksTheStudentFirstWhereBoxesWereNotFoundButLeavesItToTheDesk() {
        assertThat(review("FEVRE", "E", "12032008")
                        .candidates()
                        .get(0)
                        .student()
                        .id())
                .isEqualTo("1");
        assertThat(review("S SANTOS", "AN LUC", "30112007")
                        .candidates()
                        .get(0)
                        .student()
                        .id())
                .isEqualTo("2");
    }

    @Test
    void neverTakesSomebodyElseForAWrongDigit() {
        Identification answer = MATCHER.match(Readings.of("LEFEVRE", "ZOE", "12032003"));

        assertThat(answer.candidates().get(0).student().id()).isEqualTo("1");
    }
}
