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

    private static Identification identified(Candidate... candidates) {
        Identification alone = alone(candidates);
        return new Identification(
                Decision.IDENTIFIED, alone.candidates(), alone.outsiderProbability(), new Reason(Code.AGREES));
    }

    @Test
    void leavesACopyAsItIsOfWhichTheOthersSayNothingOrThatNobodyCanRead() {
        Identification copy = alone(is(SARA, 0.6));
        Identification blank = new Identification(Decision.UNREADABLE, List.of(), 1, new Reason(Code.LEFT_EMPTY));

        assertThat(verdict.of(copy, Map.of())).isSameAs(copy);
        assertThat(verdict.of(blank, Map.of("1", 1.0))).isSameAs(blank);
    }

    @Test
    void tellsWhatTheOtherCopiesMakeOfEachCandidateTheLikeliestFirst() {
        Identification answer = verdict.of(alone(is(SARA, 0.6), is(HUGO, 0.3)), Map.of("1", 0.25, "3", 0.5));

        assertThat(answer.candidates()).extracting(Candidate::student).containsExactly(HUGO, SARA);
        assertThat(answer.candidates()).extracting(Candidate::probability).containsExactly(0.5, 0.25);
        assertThat(answer.outsiderProbability()).isEqualTo(0.25);
        assertThat(answer.because()).isEqualTo(new Reason(Code.NOT_CERTAIN));
    }

    @Test
    void keepsWhatACopySaysOfAStudentOfWhomTheOthersSayNothing() {
        Identification answer = verdict.of(alone(is(SARA, 0.5), is(HUGO, 0.25)), Map.of("1", 0.5));

        assertThat(answer.candidates().get(1).probability()).isEqualTo(0.25);
        assertThat(answer.outsiderProbability()).isEqualTo(0.25);
    }

    @Test
    void keepsAnIdentifiedStudentAsLongAsTheOthersLeaveThatCertain() {
        Identification copy = identified(is(SARA, 0.9995), is(HUGO, 0.0004));

        assertThat(verdict.of(copy, Map.of("1", 0.9991)).because()).isEqualTo(new Reason(Code.AGREES));
        assertThat(verdict.of(copy, Map.of("1", 0.9989)).because()).isEqualTo(new Reason(Code.MAY_BE_ANOTHER_COPYS));
        assertThat(verdict.of(copy, Map.of("1", 0.0001, "3", 0.9995)).because())
                .isEqualTo(new Reason(Code.MAY_BE_ANOTHER_COPYS));
    }

    @Test
    void saysThatAPersonDecidedHoweverLittleTheCopySays() {
        Identification answer = verdict.decided(alone(is(HUGO, 0.6), is(SARA, 0.1)), Optional.of(SARA));

        assertThat(answer.student()).contains(SARA);
        assertThat(answer.probability()).isOne();
        assertThat(answer.candidates()).hasSize(1);
        assertThat(answer.candidates().get(0).agreement()).isEqualTo(new FieldAgreement(1, 1, 1));
        assertThat(answer.because()).isEqualTo(new Reason(Code.PERSON_DECIDED));
        Candidate unknown = verdict.decided(alone(is(HUGO, 0.6)), Optional.of(SARA))
                .candidates()
                .get(0);
        assertThat(unknown.student()).isEqualTo(SARA);
        assertThat(unknown.agreement()).isEqualTo(FieldAgreement.NOTHING_SAID);
    }

    @Test
    void saysThatAPersonFoundNobody() {
        Identification answer = verdict.decided(alone(is(HUGO, 0.6)), Optional.empty());

        assertThat(answer.decision()).isEqualTo(Decision.REVIEW);
        assertThat(answer.candidates()).isEmpty();
        assertThat(answer.outsiderProbability()).isOne();
        assertThat(answer.because()).isEqualTo(new Reason(Code.PERSON_SAID_NOBODY));
    }

    @Test
    void countsOtherCandidatesAgainstHowSureACopyIs() {
        List<Identification> copies = List.of(
                identified(is(SARA, 1 - 0.99e-6)),
                new Identification(
                        Decision.REVIEW, List.of(is(SARA, 0.5), is(HUGO, 0.25)), 0.25, new Reason(Code.NOT_CERTAIN)));
        List<Identification> torn = List.of(copies.get(0), identified(is(SARA, 0.5), is(HUGO, 0.49)));

        assertThat(verdict.surest("1", List.of(0, 1), copies)).contains(0);
        assertThat(verdict.surest("1", List.of(0, 1), torn)).contains(0);
        assertThat(verdict.surest("3", List.of(0, 1), torn)).contains(1);
        assertThat(verdict.surest(
                        "1",
                        List.of(0, 1),
                        List.of(identified(is(SARA, 0.5), is(HUGO, 0.5)), identified(is(SARA, 0.5)))))
                .isEmpty();
    }

    @Test
    void saysWhoTookAStudentFromACopy() {
        Identification copy = identified(is(SARA, 0.9995));

        assertThat(verdict.contested(copy, false, false).because()).isEqualTo(new Reason(Code.SEVERAL_CLAIM));
        assertThat(verdict.contested(copy, true, false).because()).isEqualTo(new Reason(Code.ANOTHER_COPY_SURER));
        assertThat(verdict.contested(copy, true, true).because()).isEqualTo(new Reason(Code.PERSON_GAVE_TO_ANOTHER));
        assertThat(verdict.contested(copy, false, true).decision()).isEqualTo(Decision.REVIEW);
        assertThat(verdict.contested(copy, false, true).candidates()).isEqualTo(copy.candidates());
        assertThat(verdict.contested(copy, false, true).outsiderProbability()).isEqualTo(copy.outsiderProbability());
    }
}
