package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Readings;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies of several sheets. */
class SheetsTest {
    private static final HeaderReading NONE = new HeaderReading(List.of(), 0, "by hand");
    private final StudentMatcher matcher = new StudentMatcher(List.of(
            Student.of("1", "Lefèvre", "Zoé", LocalDate.of(2008, 3, 12)),
            Student.of("2", "Moreau", "Jade", LocalDate.of(2007, 6, 21)),
            Student.of("3", "Moreau", "Léo", LocalDate.of(2007, 6, 21)),
            Student.of("4", "Gonçalves", "Loïc", LocalDate.of(2008, 2, 9))));

    private Identification match(HeaderReading... sheets) {
        return matcher.match(List.of(sheets));
    }

    @Test
    void completeEachOther() {
        HeaderReading names = Readings.of("LEFEVRE", "ZOE", null);
        HeaderReading date = Readings.of(null, null, "12032008");

        assertThat(match(names).decision()).isEqualTo(Decision.REVIEW);
        assertThat(match(date).decision()).isEqualTo(Decision.REVIEW);
        assertThat(match(names, date).student()).map(Student::id).contains("1");
    }

    @Test
    void tellTwinsApartWhenOneDoes() {
        HeaderReading either = Readings.of("MOREAU", "????", "21062007");

        assertThat(match(either, either).decision()).isEqualTo(Decision.REVIEW);
        assertThat(match(either, Readings.of("MOREAU", "LEO", "21062007")).student())
                .map(Student::id)
                .contains("3");
    }

    @Test
    void goToTheDeskWhenTheyNameTwoStudents() {
        Identification answer =
                match(Readings.of("LEFEVRE", "ZOE", "12032008"), Readings.of("GONCALVES", "LOIC", "09022008"));

        assertThat(answer.decision()).isEqualTo(Decision.REVIEW);
        assertThat(answer.reason()).contains("sheets");
        assertThat(answer.candidates())
                .allSatisfy(candidate -> assertThat(candidate.objection()).isNotNull());
    }

    @Test
    void goToTheDeskWhenOneIsAStrangers() {
        assertThat(match(Readings.of("LEFEVRE", "ZOE", "12032008"), Readings.of("BLANCHET", "ROMUALD", "25082007"))
                        .decision())
                .isEqualTo(Decision.REVIEW);
        assertThat(match(Readings.of("MOREAU", "JADE", "21062007"), Readings.of("MOREAU", "LEO", "21062007"))
                        .decision())
                .isEqualTo(Decision.REVIEW);
    }

    @Test
    void maySaySomethingOnOneOnly() {
        HeaderReading read = Readings.of("LEFEVRE", "ZOE", "12032008");

        assertThat(match(read, NONE).student()).map(Student::id).contains("1");
        assertThat(match(Readings.of("", "", ""), read).student())
                .map(Student::id)
                .contains("1");
        assertThat(match(NONE, NONE).decision()).isEqualTo(Decision.UNREADABLE);
    }

    @Test
    void ofAStrangerWhoResemblesAStudentDontAddUpToTheStudent() {
        HeaderReading stranger = Readings.of("LEFEBRE", "ZOA", "14062008");

        assertThat(match(stranger).decision()).isEqualTo(Decision.REVIEW);
        assertThat(match(stranger, stranger, stranger).decision()).isEqualTo(Decision.REVIEW);
    }

    @Test
    void thatShowTwoPagesGoToTheDeskHoweverClearTheyAre() {
        HeaderReading read = Readings.of("LEFEVRE", "ZOE", "12032008");
        HeaderReading oneOfTwo = new HeaderReading(read.rows(), 0, read.modelHash(), true);

        Identification answer = match(oneOfTwo);

        assertThat(match(read).decision()).isEqualTo(Decision.IDENTIFIED);
        assertThat(answer.decision()).isEqualTo(Decision.REVIEW);
        assertThat(answer.reason()).contains("two pages");
    }

    @Test
    void areAtLeastOne() {
        assertThatThrownBy(this::match).isInstanceOf(IllegalArgumentException.class);
    }
}
