package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.Student;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Readings;
import io.korrigo.identify.Reason.Code;
import io.korrigo.identify.RowReading;
import io.korrigo.identify.match.CopyLikelihood.Field;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Each guard just inside and just outside: a reading is made doubtful until the guard's quantity is there. */
class VerdictTest {
    private static final double NEAR = 0.02;

    private final List<Student> students = new ArrayList<>(List.of(
            Student.of("1", "Martin", "Thomas", LocalDate.of(2007, 9, 18)),
            Student.of("2", "Kervella", "Harpreet", LocalDate.of(2007, 11, 1))));

    private RosterIndex roster() {
        return new RosterIndex(students);
    }

    private CopyLikelihood evidence(HeaderReading reading) {
        BirthDates dates = new BirthDates(RosterIndex.birthDates(students));
        return new CopyLikelihood(List.of(new SheetLikelihood(reading, roster(), dates)), roster());
    }

    private Identification answer(HeaderReading reading) {
        CopyLikelihood evidence = evidence(reading);
        Posterior posterior = new Posterior(evidence, roster(), StudentMatcher.OUTSIDER_PRIOR);
        return new Verdict(evidence, roster(), posterior, StudentMatcher.THRESHOLD, StudentMatcher.BORNE)
                .identification();
    }

    private Code code(HeaderReading reading) {
        return answer(reading).because().code();
    }

    /** How much more the field's row is like the first student's than like a stranger's, in natural log units. */
    private ToDoubleFunction<HeaderReading> favour(Field field) {
        return reading -> {
            CopyLikelihood.Word word = evidence(reading).word(field, 0);
            return word.rows().stream()
                            .mapToDouble(SheetLikelihood.RowSays::log)
                            .sum()
                    - word.stranger();
        };
    }

    /** Of a family of readings, from clear against a student to clear for them, that with which the quantity is there. */
    private static HeaderReading where(
            ToDoubleFunction<HeaderReading> quantity, double wanted, DoubleFunction<HeaderReading> readings) {
        double low = 1e-6;
        double high = 1 - 1e-6;
        HeaderReading found = readings.apply(high);
        double there = quantity.applyAsDouble(found);
        for (int i = 0; i < 40 && Math.abs(there - wanted) > NEAR / 4; i++) {
            double middle = (low + high) / 2;
            found = readings.apply(middle);
            there = quantity.applyAsDouble(found);
            if (there < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        assertThat(there).isCloseTo(wanted, within(NEAR / 2));
        return found;
    }

    /** A clear reading in whose row the boxes given are read as {@code other}, and with {@code right} as they are. */
    private static HeaderReading doubtful(
            HeaderReading clear, HeaderField field, String other, double right, int... boxes) {
        List<RowReading> rows = new ArrayList<>();
        for (RowReading row : clear.rows()) {
            List<CellReading> cells = new ArrayList<>(row.cells());
            for (int i = 0; i < boxes.length && row.field() == field; i++) {
                float[] signs = new float[CellReading.CLASSES.length()];
                Arrays.fill(signs, 1e-7f);
                char due = cells.get(boxes[i]).best(field.classes());
                signs[CellReading.CLASSES.indexOf(due)] = (float) right;
                signs[CellReading.CLASSES.indexOf(other.charAt(i))] = (float) (1 - right);
                cells.set(boxes[i], new CellReading(cells.get(boxes[i]).region(), signs));
            }
            rows.add(new RowReading(row.field(), cells));
        }
        return new HeaderReading(rows, 0, "by hand");
    }

    private static final HeaderReading MARTIN = Readings.clear("MARTIN", "THOMAS", "18092007");

    @Test
    void asksOfABirthDateThatItFavoursTheStudentByHalfAUnitLessThanNothing() {
        DoubleFunction<HeaderReading> dates =
                right -> doubtful(MARTIN, HeaderField.BIRTH_DATE, "02118", right, 0, 1, 2, 3, 7);

        assertThat(code(where(favour(Field.DATE), -0.5 - NEAR, dates))).isEqualTo(Code.BIRTH_DATE_UNCLEAR);
        assertThat(code(where(favour(Field.DATE), -0.5 + NEAR, dates))).isNotEqualTo(Code.BIRTH_DATE_UNCLEAR);
    }

    @Test
    void asksOfAFirstNameThatItIsFourTimesAsLikelyFromTheStudent() {
        DoubleFunction<HeaderReading> names =
                right -> doubtful(MARTIN, HeaderField.FIRST_NAME, "MARINE", right, 0, 1, 2, 3, 4, 5);

        assertThat(code(where(favour(Field.FIRST), Math.log(4) - NEAR, names))).isEqualTo(Code.FIRST_NAME_UNCLEAR);
        assertThat(code(where(favour(Field.FIRST), Math.log(4) + NEAR, names))).isNotEqualTo(Code.FIRST_NAME_UNCLEAR);
    }

    @Test
    void bearsAFamilyNameThatFavoursAStrangerByOneLetterBesideAFirstNameAndADate() {
        DoubleFunction<HeaderReading> names =
                right -> doubtful(MARTIN, HeaderField.LAST_NAME, "THOMAS", right, 0, 1, 2, 3, 4, 5);

        assertThat(code(where(favour(Field.LAST), -1.5 - NEAR, names))).isEqualTo(Code.FAMILY_NAME_UNCLEAR);
        assertThat(code(where(favour(Field.LAST), -1.5 + NEAR, names))).isNotEqualTo(Code.FAMILY_NAME_UNCLEAR);
    }

    @Test
    void asksMoreOfEachRowWhereANameWasNotFound() {
        HeaderReading last = Readings.clear("MARTIN", null, "18092007");
        HeaderReading first = Readings.clear(null, "THOMAS", "18092007");
        DoubleFunction<HeaderReading> lasts =
                right -> doubtful(last, HeaderField.LAST_NAME, "THOMAS", right, 0, 1, 2, 3, 4, 5);
        DoubleFunction<HeaderReading> firsts =
                right -> doubtful(first, HeaderField.FIRST_NAME, "MARINE", right, 0, 1, 2, 3, 4, 5);
        DoubleFunction<HeaderReading> dates =
                right -> doubtful(last, HeaderField.BIRTH_DATE, "02118", right, 0, 1, 2, 3, 7);

        assertThat(code(where(favour(Field.LAST), 3 - NEAR, lasts))).isEqualTo(Code.FAMILY_NAME_UNCLEAR);
        assertThat(code(where(favour(Field.LAST), 3 + NEAR, lasts))).isNotEqualTo(Code.FAMILY_NAME_UNCLEAR);
        assertThat(code(where(favour(Field.FIRST), 3 - NEAR, firsts))).isEqualTo(Code.FIRST_NAME_UNCLEAR);
        assertThat(code(where(favour(Field.FIRST), 3 + NEAR, firsts))).isNotEqualTo(Code.FIRST_NAME_UNCLEAR);
        assertThat(code(where(favour(Field.DATE), 3 - NEAR, dates))).isEqualTo(Code.BIRTH_DATE_UNCLEAR);
        assertThat(code(where(favour(Field.DATE), 3 + NEAR, dates))).isNotEqualTo(Code.BIRTH_DATE_UNCLEAR);
    }

    @Test
    void bearsContradictionUpToNine() {
        HeaderReading clear = Readings.clear("KERVELLA", "HARPREET", "01112007");
        students.remove(0);
        DoubleFunction<HeaderReading> names = right -> doubtful(clear, HeaderField.FIRST_NAME, "K", right, 0);
        ToDoubleFunction<HeaderReading> weight =
                reading -> -evidence(reading).contradiction(0).weight();

        assertThat(roster().commonness(0, true, false)).isZero();
        assertThat(code(where(weight, -9 - NEAR, names))).isEqualTo(Code.DIFFERS);
        assertThat(code(where(weight, -9 + NEAR, names))).isEqualTo(Code.AGREES);
    }

    @Test
    void bearsUpToTwoLessWhereManyShareFamilyNameAndDate() {
        students.clear();
        students.add(Student.of("1", "Ahmadi", "Rahmatullah", LocalDate.of(2008, 1, 1)));
        for (int i = 0; i < 200; i++) {
            String other = "Zalmai" + (char) ('a' + i % 26) + (char) ('a' + i / 26);
            students.add(Student.of("n" + i, "Ahmadi", other, LocalDate.of(2008, 1, 1)));
        }
        HeaderReading clear = Readings.clear("AHMADI", "RAHMATULLAH", "01012008");
        DoubleFunction<HeaderReading> names = right -> doubtful(clear, HeaderField.FIRST_NAME, "K", right, 3);
        ToDoubleFunction<HeaderReading> weight =
                reading -> -evidence(reading).contradiction(0).weight();

        assertThat(roster().commonness(0, true, false)).isGreaterThan(2 / 0.35);
        assertThat(code(where(weight, -7 - NEAR, names))).isEqualTo(Code.DIFFERS);
        assertThat(code(where(weight, -7 + NEAR, names))).isEqualTo(Code.AGREES);
    }

    @Test
    void bearsAThirdLessForEachUnitOfCommonness() {
        students.clear();
        students.add(Student.of("1", "Kervella", "Rahmatullah", LocalDate.of(2008, 1, 1)));
        HeaderReading clear = Readings.clear("KERVELLA", "RAHMATULLAH", "01012008");
        DoubleFunction<HeaderReading> names = right -> doubtful(clear, HeaderField.FIRST_NAME, "K", right, 3);
        ToDoubleFunction<HeaderReading> weight =
                reading -> -evidence(reading).contradiction(0).weight();
        double common = roster().commonness(0, true, false);

        assertThat(common).isBetween(1.0, 2 / 0.35);
        assertThat(code(where(weight, -(9 - 0.35 * common) - NEAR, names))).isEqualTo(Code.DIFFERS);
        assertThat(code(where(weight, -(9 - 0.35 * common) + NEAR, names))).isEqualTo(Code.AGREES);
    }

    @Test
    void identifiesWithoutTheFirstNameWhereFewShareTheRest() {
        students.clear();
        students.add(Student.of("1", "Kerambrun", "Zoé", LocalDate.of(2008, 3, 12)));
        HeaderReading without = Readings.clear("KERAMBRUN", null, "12032008");
        int sharing = 0;
        while (roster().commonness(0, true, false) <= 2.5) {
            assertThat(code(without)).isEqualTo(Code.AGREES_WITHOUT_FIRST_NAME);
            students.add(Student.of("n" + sharing++, "Kerambrun", "Tom", LocalDate.of(2007, 1, 1 + sharing)));
        }

        assertThat(sharing).isPositive();
        assertThat(code(without)).isEqualTo(Code.FIRST_NAME_NOT_READ);
    }

    @Test
    void identifiesFromTheThresholdOn() {
        HeaderReading reading = doubtful(MARTIN, HeaderField.BIRTH_DATE, "34", 0.02, 1, 3);
        double probability = answer(reading).probability();
        CopyLikelihood evidence = evidence(reading);
        Posterior posterior = new Posterior(evidence, roster(), StudentMatcher.OUTSIDER_PRIOR);

        assertThat(new Verdict(evidence, roster(), posterior, probability, StudentMatcher.BORNE)
                        .identification()
                        .decision())
                .isEqualTo(Decision.IDENTIFIED);
        assertThat(new Verdict(evidence, roster(), posterior, Math.nextUp(probability), StudentMatcher.BORNE)
                        .identification()
                        .decision())
                .isEqualTo(Decision.REVIEW);
    }

    @Test
    void callsItATieWhereTheRunnerUpHasOneInAThousand() {
        students.clear();
        students.add(Student.of("1", "Martin", "Thomas", LocalDate.of(2007, 9, 18)));
        students.add(Student.of("2", "Martin", "Thomas", LocalDate.of(2007, 9, 13)));
        DoubleFunction<HeaderReading> dates = right -> doubtful(MARTIN, HeaderField.BIRTH_DATE, "3", right, 7 - 6);
        ToDoubleFunction<HeaderReading> runnerUp =
                reading -> -answer(reading).candidates().get(1).probability() * 1000;

        assertThat(code(where(runnerUp, -1.2, dates))).isEqualTo(Code.HOMONYMS);
        assertThat(code(where(runnerUp, -0.8, dates))).isEqualTo(Code.AGREES);
    }

    @Test
    void doubtsALetterThatOneHandWritesAlikeTwiceLessThanTwoThatDiffer() {
        double alike = answer(Readings.clear("MORTIN", "THOMOS", "18092007")).outsiderProbability();
        double different =
                answer(Readings.clear("MORTIN", "THOMES", "18092007")).outsiderProbability();

        assertThat(alike).isLessThan(different / 100);
    }

    @Test
    void saysWhatIsLackingWhereNothingCanBeDecided() {
        assertThat(code(new HeaderReading(List.of(), 0, "by hand"))).isEqualTo(Code.ROWS_NOT_FOUND);
        assertThat(code(Readings.clear("", "", ""))).isEqualTo(Code.LEFT_EMPTY);
        assertThat(code(Readings.clear("????????", "????????", "????????"))).isEqualTo(Code.ILLEGIBLE);
        assertThat(code(Readings.clear("MARTIN", "THOMAS", null))).isEqualTo(Code.BIRTH_DATE_NOT_READ);
        assertThat(code(Readings.clear(null, null, "18092007"))).isEqualTo(Code.NEITHER_NAME_READ);
        assertThat(code(Readings.clear("BLANCHET", "ROMUALD", "25082005"))).isEqualTo(Code.NOBODY_FITS);
        students.add(Student.of("3", "Kervella", "Noa", null));
        assertThat(code(Readings.clear("KERVELLA", "NOA", "25082007"))).isEqualTo(Code.NO_BIRTH_DATE_ON_ROSTER);
        students.add(Student.of("4", "MARTIN", "THOMAS", LocalDate.of(2007, 9, 18)));
        assertThat(code(MARTIN)).isEqualTo(Code.NAMESAKES);
        students.clear();
        assertThat(code(MARTIN)).isEqualTo(Code.ROSTER_EMPTY);
    }

    @Test
    void saysWhatWasReadOfWhomItIdentifies() {
        assertThat(code(MARTIN)).isEqualTo(Code.AGREES);
        assertThat(code(Readings.clear("THOMAS", "MARTIN", "18092007"))).isEqualTo(Code.AGREES_SWAPPED);
        assertThat(code(Readings.clear(null, "HARPREET", "01112007"))).isEqualTo(Code.AGREES_WITHOUT_FAMILY_NAME);
        assertThat(code(Readings.clear("KERVELLA", null, "01112007"))).isEqualTo(Code.AGREES_WITHOUT_FIRST_NAME);
    }

    @Test
    void tellsTwinsFromOtherTies() {
        students.set(0, Student.of("1", "Kervella", "Joane", LocalDate.of(2007, 11, 1)));
        students.set(1, Student.of("2", "Kervella", "Joana", LocalDate.of(2007, 11, 1)));
        HeaderReading joane = Readings.clear("KERVELLA", "JOANE", "01112007");
        HeaderReading either = doubtful(joane, HeaderField.FIRST_NAME, "A", 0.6, 4);

        assertThat(code(either)).isEqualTo(Code.TWINS);
        students.set(1, Student.of("2", "Kervello", "Joana", LocalDate.of(2007, 11, 1)));
        assertThat(code(doubtful(either, HeaderField.LAST_NAME, "O", 0.6, 7))).isEqualTo(Code.TIE);
    }

    @Test
    void objectsToAllOnACopyThatIsBarred() {
        CopyLikelihood evidence = evidence(MARTIN);
        Posterior posterior = new Posterior(evidence, roster(), StudentMatcher.OUTSIDER_PRIOR);
        Verdict verdict = new Verdict(evidence, roster(), posterior, StudentMatcher.THRESHOLD, StudentMatcher.BORNE);
        Identification barred = verdict.barred(Code.TWO_HEADERS);

        assertThat(verdict.namesSomebody()).isTrue();
        assertThat(barred.decision()).isEqualTo(Decision.REVIEW);
        assertThat(barred.because().code()).isEqualTo(Code.TWO_HEADERS);
        assertThat(barred.candidates())
                .isNotEmpty()
                .allSatisfy(candidate -> assertThat(candidate.objection()).isEqualTo(barred.because()));
    }
}
