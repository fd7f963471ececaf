package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Readings;
import io.korrigo.identify.RowReading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What speaks against a student, read as clearly as on a good scan. */
class ContradictedStudentsTest {
    private final StudentMatcher newcomers = new StudentMatcher(List.of(
            Student.of("1", "Ahmadi", "Rahmatullah", LocalDate.of(2008, 1, 1)),
            Student.of("2", "Gaiteau", "Marjorie", LocalDate.of(2007, 9, 18)),
            Student.of("3", "Kervella", "Harpreet", LocalDate.of(2007, 11, 1))));

    private Identification answer(String last, String first, String date) {
        return newcomers.match(Readings.clear(last, first, date));
    }

    private Optional<String> clearly(String last, String first, String date) {
        return answer(last, first, date).student().map(Student::id);
    }

    @Test
    void takesEachStudentWhereverTheNameComesFrom() {
        assertThat(clearly("AHMADI", "RAHMATULLAH", "01012008")).contains("1");
        assertThat(clearly("GAITEAU", "MARJORIE", "18092007")).contains("2");
        assertThat(clearly("KERVELLA", "HARPREET", "01112007")).contains("3");
    }

    @Test
    void refusesAFirstNameThatIsClearlyTwoLettersOffAndCountsThem() {
        assertThat(answer("AHMADI", "HEKMATULLAH", "01012008").reason())
                .isEqualTo("The first name differs in three letters (box 1, box 2, box 3) that are clearly read.");
        assertThat(answer("KERVELLA", "HARMREOT", "01112007").reason())
                .isEqualTo("The first name differs in two letters (box 4, box 7) that are clearly read.");
        assertThat(answer("GAITEAU", "MARJOLAINE", "18092007").student()).isEmpty();
    }

    @Test
    void refusesAFirstNameThatIsClearlyOneLetterOff() {
        assertThat(answer("KERVELLA", "HARGREET", "01112007").reason())
                .isEqualTo("The first name differs in one letter (box 4) that is clearly read.");
        assertThat(clearly("KERVELLA", "HARPREETA", "01112007")).isEmpty();
        assertThat(clearly("KERVELLA", "HAPREET", "01112007")).isEmpty();
    }

    @Test
    void bearsOneFaultOfTheFamilyNameAndTellsIt() {
        Identification answer = answer("KERBELLA", "HARPREET", "01112007");

        assertThat(answer.student().map(Student::id)).contains("3");
        assertThat(answer.reason())
                .isEqualTo("Names and birth date agree with one student only, but for one letter (box 4) of the"
                        + " family name that clearly differs.");
    }

    @Test
    void bearsNoLetterAndDigitTogether() {
        assertThat(answer("KERBELLA", "HARPREET", "01112004").reason())
                .isEqualTo(
                        "The family name differs in one letter (box 4) and the birth date in one digit (box 8) that are clearly"
                                + " read.");
    }

    @Test
    void bearsNoTwoDigits() {
        assertThat(answer("KERVELLA", "HARPREET", "04112004").reason())
                .isEqualTo("The birth date differs in two digits (box 2, box 8) that are clearly read.");
        assertThat(clearly("KERVELLA", "HARPREET", "01848007")).isEmpty();
    }

    @Test
    void bearsLessWhereManyShareNameAndDate() {
        List<Student> many =
                new ArrayList<>(List.of(Student.of("1", "Ahmadi", "Rahmatullah", LocalDate.of(2008, 1, 1))));
        for (int i = 0; i < 30; i++) {
            many.add(Student.of(
                    "n" + i,
                    "Ahmadi",
                    "Zalmai" + "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF".charAt(i),
                    LocalDate.of(2008, 1, 1)));
        }

        assertThat(newcomers
                        .match(doubtful("KERVELLA", "", 'K', "ARPREET", "01112007"))
                        .student())
                .isPresent();
        assertThat(newcomers
                        .match(doubtful("AHMADI", "", 'K', "AHMATULLAH", "01012008"))
                        .student())
                .isPresent();
        assertThat(new StudentMatcher(many)
                        .match(doubtful("AHMADI", "", 'K', "AHMATULLAH", "01012008"))
                        .student())
                .isEmpty();
    }

    /** One letter of the first name is read as another with 99.7 %. */
    private HeaderReading doubtful(String last, String start, char letter, String end, String date) {
        HeaderReading clear = Readings.clear(last, start + letter + end, date);
        List<CellReading> cells =
                new ArrayList<>(clear.row(HeaderField.FIRST_NAME).orElseThrow().cells());
        cells.set(start.length(), Readings.cell(letter, 0.997f));
        return new HeaderReading(
                List.of(
                        clear.row(HeaderField.LAST_NAME).orElseThrow(),
                        new RowReading(HeaderField.FIRST_NAME, cells),
                        clear.row(HeaderField.BIRTH_DATE).orElseThrow()),
                0,
                "by hand");
    }

    @Test
    void takesAFaintLetterForNoContradiction() {
        assertThat(clearly("KERVELLA", "HAR REET", "01112007")).contains("3");
    }

    @Test
    void takesAHandWhoseLettersLookAlikeForOneFault() {
        HeaderReading hand = Readings.of("KIRVILLA", "HARPRIIT", "01112007");

        assertThat(newcomers.match(hand).candidates().get(0).student().id()).isEqualTo("3");
    }

    @Test
    void letsFurtherForenamesFollowOnlyBehindAllThatTheRosterKnows() {
        StudentMatcher two = new StudentMatcher(List.of(
                Student.of("1", "Wang", "Xin Yi", LocalDate.of(2007, 9, 18)),
                Student.of("2", "Zhou", "Xin", LocalDate.of(2007, 11, 1))));

        assertThat(two.match(Readings.clear("WANG", "XIN YU", "18092007")).student())
                .isEmpty();
        assertThat(two.match(Readings.clear("ZHOU", "XIN YU", "01112007")).student())
                .isPresent();
    }
}
