package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Student;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Readings;
import io.korrigo.identify.Reason.Code;
import io.korrigo.identify.RowReading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** From where on a sheet names a student, and from where on another one disagrees: just inside and just outside. */
class SheetLimitsTest {
    private static final double NEAR = 0.02;

    /** Their first names differ in the last letter. */
    private static final List<Student> TWINS = List.of(
            Student.of("1", "Kervella", "Joane", LocalDate.of(2007, 11, 14)),
            Student.of("2", "Kervella", "Joana", LocalDate.of(2007, 11, 14)));

    private final RosterIndex roster = new RosterIndex(TWINS);
    private final StudentMatcher matcher = new StudentMatcher(TWINS);

    /** A sheet whose last letter is an E with that probability, and else an A. */
    private static HeaderReading sheet(double e) {
        HeaderReading clear = Readings.clear("KERVELLA", "JOANE", "14112007");
        List<CellReading> cells =
                new ArrayList<>(clear.row(HeaderField.FIRST_NAME).orElseThrow().cells());
        float[] probabilities = new float[CellReading.CLASSES.length()];
        Arrays.fill(probabilities, 1e-6f);
        probabilities[CellReading.CLASSES.indexOf('E')] = (float) e;
        probabilities[CellReading.CLASSES.indexOf('A')] = (float) (1 - e);
        cells.set(4, new CellReading(new PageRegion(0, 0, 1, 1), probabilities));
        return new HeaderReading(
                List.of(
                        clear.row(HeaderField.LAST_NAME).orElseThrow(),
                        new RowReading(HeaderField.FIRST_NAME, cells),
                        clear.row(HeaderField.BIRTH_DATE).orElseThrow()),
                0,
                "by hand");
    }

    private double probability(HeaderReading sheet, int student) {
        SheetLikelihood likelihood = new SheetLikelihood(sheet, roster, new BirthDates(RosterIndex.birthDates(TWINS)));
        return new Posterior(new CopyLikelihood(List.of(likelihood), roster), roster, StudentMatcher.OUTSIDER_PRIOR)
                .ranking.stream()
                        .filter(ranked -> ranked.student() == student)
                        .mapToDouble(Posterior.Ranked::probability)
                        .sum();
    }

    /** The sheet of which {@code measure}, which grows with the probability of an E, is {@code value}. */
    private HeaderReading where(ToDoubleFunction<HeaderReading> measure, double value) {
        double low = 0.001;
        double high = 0.999;
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            if (measure.applyAsDouble(sheet(middle)) < value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return sheet(low);
    }

    private boolean disagree(HeaderReading one, HeaderReading other) {
        return matcher.match(List.of(one, other)).because().code() == Code.SHEETS_DISAGREE;
    }

    private double overSecond(HeaderReading sheet) {
        return probability(sheet, 0) / probability(sheet, 1);
    }

    @Test
    void aSheetDisagreesThatMakesAnotherStudentMoreThanThreeTimesLikelier() {
        HeaderReading names = sheet(0.999);

        assertThat(disagree(names, where(this::overSecond, 1 / (3 + NEAR)))).isTrue();
        assertThat(disagree(names, where(this::overSecond, 1 / (3 - NEAR)))).isFalse();
    }

    @Test
    void aSheetNamesAStudentFromNineTenthsOn() {
        HeaderReading against = where(this::overSecond, 1 / 4.0);
        ToDoubleFunction<HeaderReading> first = sheet -> probability(sheet, 0);

        assertThat(disagree(where(first, 0.9 + 0.002), against)).isTrue();
        assertThat(disagree(where(first, 0.9 - 0.002), against)).isFalse();
    }
}
