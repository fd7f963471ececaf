package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Readings;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.identify.RowReading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Birth dates that may be the student's, and may be another. */
class UnclearDatesTest {
    private static final String OWN = "04042007";

    private final StudentMatcher matcher = besides("Gaiteau", LocalDate.of(2007, 9, 18));

    private static StudentMatcher besides(String lastName, LocalDate born) {
        return new StudentMatcher(List.of(
                Student.of("1", "Kervella", "Harpreet", LocalDate.of(2007, 4, 4)),
                Student.of("2", lastName, "Marjorie", born)));
    }

    private Identification read(String other, float own) {
        return read(matcher, other, own);
    }

    /** Both names are clear; where the dates differ, each box says the student's digit with {@code own}. */
    private static Identification read(StudentMatcher matcher, String other, float own) {
        HeaderReading clear = Readings.clear("KERVELLA", "HARPREET", OWN);
        List<CellReading> cells =
                new ArrayList<>(clear.row(HeaderField.BIRTH_DATE).orElseThrow().cells());
        for (int box = 0; box < OWN.length(); box++) {
            if (OWN.charAt(box) != other.charAt(box)) {
                cells.set(box, either(OWN.charAt(box), own, other.charAt(box)));
            }
        }
        return matcher.match(new HeaderReading(
                List.of(
                        clear.row(HeaderField.LAST_NAME).orElseThrow(),
                        clear.row(HeaderField.FIRST_NAME).orElseThrow(),
                        new RowReading(HeaderField.BIRTH_DATE, cells)),
                0,
                "by hand"));
    }

    private static CellReading either(char one, float sure, char other) {
        float[] probabilities = new float[CellReading.CLASSES.length()];
        Arrays.fill(probabilities, 0.001f / (probabilities.length - 2));
        probabilities[CellReading.CLASSES.indexOf(one)] = sure;
        probabilities[CellReading.CLASSES.indexOf(other)] = 0.999f - sure;
        return new CellReading(new PageRegion(0, 0, 1, 1), probabilities);
    }

    @Test
    void thatAreRatherAnotherDateObjectToTheStudentHoweverClearTheNames() {
        Candidate best = read("26052006", 0.09f).candidates().get(0);

        assertThat(best.student().id()).isEqualTo("1");
        assertThat(best.objection()).isEqualTo(new Reason(Code.BIRTH_DATE_UNCLEAR));
    }

    @Test
    void thatAreAsWellTheStudentsDoNotObject() {
        assertThat(read("26052006", 0.13f).candidates().get(0).objection()).isNull();
    }

    private static Identification readAsSeventhOfJuly(LocalDate... born) {
        List<Student> students = new ArrayList<>();
        for (LocalDate date : born) {
            students.add(Student.of(String.valueOf(students.size()), "Dorival", "Alan", date));
        }
        students.add(Student.of("another", "Gaiteau", "Marjorie", LocalDate.of(2007, 9, 18)));
        return new StudentMatcher(students).match(Readings.of("DORIVAL", "ALAN", "07072006"));
    }

    @Test
    void thatReadAsTheSeventhOfJulyMayBeTheFirstOfJanuary() {
        assertThat(readAsSeventhOfJuly(LocalDate.of(2006, 1, 1)).student()).isPresent();
        assertThat(readAsSeventhOfJuly(LocalDate.of(2006, 7, 7)).student()).isPresent();
    }

    @Test
    void thatReadAsTheSeventhOfJulyAreNoOther() {
        assertThat(readAsSeventhOfJuly(LocalDate.of(2006, 2, 7)).student()).isEmpty();
        assertThat(readAsSeventhOfJuly(LocalDate.of(2006, 7, 2)).student()).isEmpty();
    }

    @Test
    void thatReadAsTheSeventhOfJulyGoToTheDeskWhereBothAreOnTheRoster() {
        assertThat(readAsSeventhOfJuly(LocalDate.of(2006, 1, 1), LocalDate.of(2006, 7, 7))
                        .student())
                .isEmpty();
    }

    @Test
    void thatDifferInThreeDigitsGoToTheDesk() {
        Identification answer = matcher.match(Readings.of("KERVELLA", "HARPREET", "04848008"));

        assertThat(answer.student()).isEmpty();
        assertThat(answer.candidates().get(0).objection()).isNotNull();
    }

    @Test
    void thatMayAsWellBeThatOfAnotherOneOfTheFamilyNameGoToTheDesk() {
        StudentMatcher near = besides("Kervella", LocalDate.of(2009, 4, 4));

        assertThat(read(near, "04042009", 0.77f).because().code()).isEqualTo(Code.BIRTH_DATE_UNCLEAR);
        assertThat(read(near, "04042009", 0.83f).decision()).isEqualTo(Identification.Decision.IDENTIFIED);
    }

    @Test
    void thatAreFarFromThoseOfTheFamilyNameTellTheStudentHoweverUnclear() {
        StudentMatcher farther = besides("Kervella", LocalDate.of(2009, 4, 5));
        StudentMatcher otherName = besides("Gaiteau", LocalDate.of(2009, 4, 4));

        assertThat(read(farther, "04042009", 0.77f).decision()).isEqualTo(Identification.Decision.IDENTIFIED);
        assertThat(read(otherName, "04042009", 0.77f).decision()).isEqualTo(Identification.Decision.IDENTIFIED);
    }
}
