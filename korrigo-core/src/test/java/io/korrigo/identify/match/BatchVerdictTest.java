package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much surer a copy must be by itself. */
class BatchVerdictTest {
    private static final Student SARA = Student.of("1", "Moreau", "Sara", LocalDate.of(2007, 6, 21));
    private static final Student LEO = Student.of("2", "Moreau", "Leo", LocalDate.of(2007, 6, 21));
    private static final Student HUGO = Student.of("3", "Roux", "Hugo", LocalDate.of(2007, 6, 21));

    private final BatchVerdict verdict = new BatchVerdict(StudentMatcher.THRESHOLD);

    private static Candidate is(Student student, double probability) {
        return new Candidate(student, probability, new FieldAgreement(1, 1, 1));
    }

    private static Identification alone(Candidate... candidates) {
        double rest = 1;
        for (Candidate candidate : candidates) {
            rest -= candidate.probability();
        }
        return new Identification(Decision.REVIEW, List.of(candidates), rest, new Reason(Code.NOT_CERTAIN));
    }

    private Decision given(Identification alone) {
        return verdict.of(alone, Map.of("1", 0.9995, "2", 0.0, "3", 0.0)).decision();
    }

    @Test
    void identifiesWhomACopyMakesAThousandTimesLikelierThanATwin() {
        assertThat(given(alone(is(SARA, 0.75), is(LEO, 0.000749)))).isEqualTo(Decision.IDENTIFIED);
        assertThat(given(alone(is(SARA, 0.75), is(LEO, 0.000751)))).isEqualTo(Decision.REVIEW);
    }

    @Test
    void asksNothingOfTheKindWhereOnlyTheBirthDateIsShared() {
        assertThat(given(alone(is(SARA, 0.6), is(HUGO, 0.3)))).isEqualTo(Decision.IDENTIFIED);
    }

    private Optional<Integer> surest(double oneDoubts, double otherDoubts) {
        return verdict.surest(
                "1", List.of(0, 1), List.of(alone(is(SARA, 1 - oneDoubts)), alone(is(SARA, 1 - otherDoubts))));
    }

    @Test
    void givesAStudentToTheCopyThatIsAMillionTimesSurer() {
        assertThat(surest(0.99e-6, 0.5)).contains(0);
        assertThat(surest(1.01e-6, 0.5)).isEmpty();
        assertThat(surest(0.5, 0.99e-6)).contains(1);
    }
}
