package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BatchAssignmentTest {
    private static final List<Student> ROSTER = IntStream.range(0, 100)
            .mapToObj(i -> Student.of(
                    "s" + i,
                    "Name" + (char) ('a' + i / 26) + (char) ('a' + i % 26),
                    "Ève",
                    LocalDate.of(2008, 1, 1).plusDays(i)))
            .toList();
    private static final FieldAgreement FITS = new FieldAgreement(1, 1, 1);
    private static final StudentMatcher MATCHER = new StudentMatcher(ROSTER);

    private static final Offset<Double> CLOSE = within(1e-6);

    private static Candidate is(int student, double probability) {
        return new Candidate(ROSTER.get(student), probability, FITS);
    }

    private static Identification sure(int student) {
        return sure(student, 1e-7);
    }

    private static Identification sure(int student, double doubt) {
        return new Identification(Decision.IDENTIFIED, List.of(is(student, 1 - doubt)), doubt, new Reason(Code.AGREES));
    }

    private static Identification doubtful(Candidate... candidates) {
        double rest = 1
                - Arrays.stream(candidates).mapToDouble(Candidate::probability).sum();
        return new Identification(Decision.REVIEW, List.of(candidates), rest, new Reason(Code.NOT_CERTAIN));
    }

    private static List<Identification> resolve(Identification... copies) {
        return new BatchAssignment(MATCHER, List.of(copies)).answers();
    }

    @Test
    void identifiesACopyWhoseOtherStudentWroteAnotherCopy() {
        List<Identification> answers = resolve(sure(1), doubtful(is(2, 0.9), is(1, 0.0999)));

        assertThat(answers).extracting(Identification::decision).containsOnly(Decision.IDENTIFIED);
        assertThat(answers.get(1).student()).contains(ROSTER.get(2));
        assertThat(answers.get(1).probability()).isGreaterThan(0.999);
        assertThat(answers.get(1).reason()).contains("other copies");
    }

    @Test
    void leavesACopyWithTheDeskThatFitsATakenStudentBest() {
        assertThat(resolve(sure(1), doubtful(is(1, 0.9), is(2, 0.0999))).get(1).decision())
                .isEqualTo(Decision.REVIEW);
    }

    @Test
    void leavesACopyWithTheDeskThatMayBeAStrangers() {
        assertThat(resolve(sure(1), doubtful(is(2, 0.8), is(1, 0.1))).get(1).decision())
                .isEqualTo(Decision.REVIEW);
    }

    @Test
    void neverIdentifiesAgainstAnObjection() {
        Candidate objected = new Candidate(ROSTER.get(2), 0.9, FITS, new Reason(Code.BIRTH_DATE_NOT_READ), List.of());

        assertThat(resolve(sure(1), doubtful(objected, is(1, 0.0999))).get(1).decision())
                .isEqualTo(Decision.REVIEW);
    }

    @Test
    void leavesOtherCopiesDecisionsAsTheyAre() {
        Identification blank = new Identification(Decision.UNREADABLE, List.of(), 0, new Reason(Code.LEFT_EMPTY));

        List<Identification> answers = resolve(sure(1), blank, doubtful(is(2, 0.6)), sure(3));

        assertThat(answers)
                .extracting(Identification::decision)
                .containsExactly(Decision.IDENTIFIED, Decision.UNREADABLE, Decision.REVIEW, Decision.IDENTIFIED);
        assertThat(answers.get(1)).isEqualTo(blank);
        assertThat(answers.get(2).because()).isEqualTo(new Reason(Code.NOT_CERTAIN));
    }

    @Test
    void makesStudentsWithoutACopyLikelierWhenFewAreLeft() {
        List<Identification> copies = new ArrayList<>();
        IntStream.range(0, 98).forEach(student -> copies.add(sure(student)));
        copies.add(doubtful(is(98, 0.995)));

        assertThat(new BatchAssignment(MATCHER, copies).answers().get(98).decision())
                .isEqualTo(Decision.IDENTIFIED);
        assertThat(resolve(doubtful(is(98, 0.995))).get(0).decision()).isEqualTo(Decision.REVIEW);
    }

    @Test
    void countsOnlyStudentsWhoHaveACopyAmongThem() {
        List<Identification> copies = new ArrayList<>();
        IntStream.range(0, 98).forEach(student -> copies.add(doubtful(is(student, 0.5))));
        copies.add(doubtful(is(98, 0.995)));

        assertThat(new BatchAssignment(MATCHER, copies).answers().get(98).decision())
                .isEqualTo(Decision.REVIEW);
    }

    @Test
    void bearsMoreClaimsThanThereAreStudents() {
        StudentMatcher oneStudent = new StudentMatcher(ROSTER.subList(0, 1));

        List<Identification> answers =
                new BatchAssignment(oneStudent, List.of(sure(0, 1e-4), sure(0, 1e-4), doubtful(is(0, 0.3)))).answers();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.decision()).isEqualTo(Decision.REVIEW))
                .flatExtracting(Identification::candidates)
                .isNotEmpty()
                .allSatisfy(candidate -> assertThat(candidate.probability()).isBetween(0.0, 1.0));
    }

    /** The answer for a copy that may be the last student's, beside as many sure copies of other students. */
    private static Identification besides(int sure, Identification copy) {
        List<Identification> copies = new ArrayList<>();
        IntStream.range(0, sure).forEach(student -> copies.add(sure(student)));
        copies.add(copy);
        return new BatchAssignment(MATCHER, copies).answers().get(sure);
    }

    @Test
    void makesAStudentAsMuchLikelierAsFewerAreLeftButTwentyTimesAtMost() {
        Identification half = doubtful(is(99, 0.5));

        assertThat(besides(0, half).probability()).isEqualTo(0.5, CLOSE);
        assertThat(besides(50, half).probability()).isEqualTo(2.0 / 3, CLOSE);
        assertThat(besides(90, half).probability()).isEqualTo(10.0 / 11, CLOSE);
        assertThat(besides(95, half).probability()).isEqualTo(20.0 / 21, CLOSE);
        assertThat(besides(98, half).probability()).isEqualTo(20.0 / 21, CLOSE);
    }

    @Test
    void makesStudentsWhoAreNoCandidatesLikelierToo() {
        Identification some =
                new Identification(Decision.REVIEW, List.of(is(99, 0.5)), 0.25, new Reason(Code.NOT_CERTAIN));
        double all = 4 * 0.75 + 0.25;

        Identification answer = besides(75, some);

        assertThat(answer.probability()).isEqualTo(4 * 0.5 / all, CLOSE);
        assertThat(answer.outsiderProbability()).isEqualTo((4 * 0.25 + 0.25) / all, CLOSE);
    }

    @Test
    void holdsWhatIsLackingByRoundingForNothing() {
        Identification rounded = new Identification(
                Decision.REVIEW, List.of(is(99, 0.5), is(98, 0.5 - 1e-13)), 0, new Reason(Code.NOT_CERTAIN));

        assertThat(besides(0, rounded).outsiderProbability()).isEqualTo(0, within(1e-12));
    }

    /** Copies in a ring, each of which may be its neighbour's with a probability. */
    private static List<Identification> ring(int size, double neighbour) {
        return IntStream.range(0, size)
                .mapToObj(copy -> doubtful(is(copy, 0.6), is((copy + 1) % size, neighbour)))
                .toList();
    }

    @Test
    void cutsTiesWhereTooManyHangTogetherTheWeakestFirst() {
        double weak = 0.6;
        // twelve students are summed over, and each is a little likelier as its neighbour took the other one
        assertThat(new BatchAssignment(MATCHER, ring(12, 5e-5)).answers())
                .allSatisfy(answer -> assertThat(answer.probability()).isGreaterThan(weak + 3e-6));
        // of thirteen no tie of so little counts
        assertThat(new BatchAssignment(MATCHER, ring(13, 5e-5)).answers())
                .allSatisfy(answer -> assertThat(answer.probability()).isEqualTo(weak, CLOSE));

        // but one that is stronger than what has to be cut does
        List<Identification> copies = new ArrayList<>(ring(13, 5e-5));
        copies.add(doubtful(is(12, 0.3)));
        List<Identification> answers = new BatchAssignment(MATCHER, copies).answers();
        double both = 1e-3;
        double all = 0.4 * 0.7 + 0.6 * 0.7 + 0.4 * 0.3 + 0.6 * 0.3 * both;
        assertThat(answers.get(12).probability()).isEqualTo((0.6 * 0.7 + 0.6 * 0.3 * both) / all, within(1e-4));
        assertThat(answers.get(13).probability()).isEqualTo((0.4 * 0.3 + 0.6 * 0.3 * both) / all, within(1e-4));
        assertThat(answers.get(0).probability()).isEqualTo(weak, within(1e-4));
    }

    @Test
    void keepsTogetherWhatStillHangsTogetherWhenTiesAreCut() {
        List<Identification> three = List.of(
                doubtful(is(20, 0.5), is(21, 0.4), is(0, 5e-5)),
                doubtful(is(21, 0.5), is(22, 0.4)),
                doubtful(is(20, 0.6)));
        List<Identification> copies = new ArrayList<>(three);
        copies.addAll(ring(13, 5e-5));

        List<Identification> alone = new BatchAssignment(MATCHER, three).answers();
        List<Identification> together = new BatchAssignment(MATCHER, copies).answers();

        for (int copy = 0; copy < 3; copy++) {
            assertThat(together.get(copy).probability())
                    .isEqualTo(alone.get(copy).probability(), within(1e-4));
        }
    }

    @Test
    void leavesWhatHangsTogetherTooCloselyAsEachCopySaysIt() {
        List<Identification> ring = ring(13, 0.3);

        assertThat(new BatchAssignment(MATCHER, ring).answers()).isEqualTo(ring);
    }

    @Test
    void givesTheSameAnswersInAnyOrder() {
        List<Identification> copies = new ArrayList<>();
        Random random = new Random(8);
        for (int copy = 0; copy < 60; copy++) {
            double share = random.nextDouble();
            copies.add(doubtful(is(random.nextInt(40), 0.99 * share), is(40 + random.nextInt(40), 0.99 * (1 - share))));
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
        Collections.shuffle(order, random);

        List<Identification> answers = new BatchAssignment(MATCHER, copies).answers();
        List<Identification> shuffled =
                new BatchAssignment(MATCHER, order.stream().map(copies::get).toList()).answers();

        for (int copy = 0; copy < 60; copy++) {
            assertThat(shuffled.get(copy).decision())
                    .isEqualTo(answers.get(order.get(copy)).decision());
        }
    }

    @Nested
    class Contests {
        @Test
        void sendsAllCopiesThatClaimOneStudentToTheDesk() {
            List<Identification> answers = resolve(sure(1), sure(2), sure(1));

            assertThat(answers)
                    .extracting(Identification::decision)
                    .containsExactly(Decision.REVIEW, Decision.IDENTIFIED, Decision.REVIEW);
            assertThat(answers.get(0).reason()).startsWith("Several copies").doesNotContain("Name");
        }

        @Test
        void keepsTheOneThatIsAMillionTimesSurer() {
            List<Identification> answers = resolve(sure(1, 1e-14), sure(1, 1e-7));

            assertThat(answers)
                    .extracting(Identification::decision)
                    .containsExactly(Decision.IDENTIFIED, Decision.REVIEW);
            assertThat(answers.get(1).reason()).contains("surer");
        }

        @Test
        void doubtsAStudentWhoFitsAnotherCopyNearlyAsWell() {
            List<Identification> answers = resolve(sure(1, 8e-4), doubtful(is(1, 0.998)));

            assertThat(answers).extracting(Identification::decision).containsOnly(Decision.REVIEW);
            assertThat(answers.get(0).reason()).contains("Another copy");
        }
    }

    @Nested
    class LookAlikes {
        private final Student one = Student.of("t1", "Ly", "Mai", LocalDate.of(2008, 10, 10));
        private final Student other = Student.of("t2", "Ly", "Bao", LocalDate.of(2008, 10, 10));
        private final StudentMatcher matcher = new StudentMatcher(List.of(one, other));

        private Decision second(double probability) {
            Identification first = new Identification(
                    Decision.IDENTIFIED, List.of(new Candidate(one, 1 - 1e-9, FITS)), 1e-9, new Reason(Code.AGREES));
            Identification torn = new Identification(
                    Decision.REVIEW,
                    List.of(new Candidate(other, probability, FITS), new Candidate(one, 1 - probability, FITS)),
                    0,
                    new Reason(Code.NOT_CERTAIN));
            return new BatchAssignment(matcher, List.of(first, torn))
                    .answers()
                    .get(1)
                    .decision();
        }

        @Test
        void areNotToldApartByElimination() {
            assertThat(second(0.9)).isEqualTo(Decision.REVIEW);
            assertThat(second(0.998)).isEqualTo(Decision.REVIEW);
        }

        @Test
        void areToldApartByAThousandToOne() {
            assertThat(second(0.99901)).isEqualTo(Decision.IDENTIFIED);
        }
    }

    @Nested
    class PersonsDecisions {
        @Test
        void stayAndFreeOtherCopies() {
            BatchAssignment batch = new BatchAssignment(
                    MATCHER, List.of(doubtful(is(1, 0.6), is(2, 0.39)), doubtful(is(2, 0.9), is(1, 0.0999))));
            assertThat(batch.answers()).extracting(Identification::decision).containsOnly(Decision.REVIEW);

            batch.decide(0, ROSTER.get(1));

            assertThat(batch.answers().get(0).student()).contains(ROSTER.get(1));
            assertThat(batch.answers().get(0).reason()).startsWith("A person");
            assertThat(batch.answers().get(1).student()).contains(ROSTER.get(2));
        }

        @Test
        void takeAStudentFromAMachinesAnswer() {
            BatchAssignment batch = new BatchAssignment(MATCHER, List.of(sure(1), doubtful(is(2, 0.5))));

            batch.decide(1, ROSTER.get(1));

            assertThat(batch.answers().get(0).decision()).isEqualTo(Decision.REVIEW);
            assertThat(batch.answers().get(0).reason()).contains("person");
            assertThat(batch.answers().get(1).student()).contains(ROSTER.get(1));
        }

        @Test
        void endAContest() {
            BatchAssignment batch = new BatchAssignment(MATCHER, List.of(sure(1), sure(1)));

            batch.decideNobody(0);

            assertThat(batch.answers().get(0).decision()).isEqualTo(Decision.REVIEW);
            assertThat(batch.answers().get(1).student()).contains(ROSTER.get(1));
        }

        @Test
        void mayBeChanged() {
            BatchAssignment batch = new BatchAssignment(MATCHER, List.of(sure(1), sure(2)));

            batch.decide(1, ROSTER.get(1));
            batch.decide(1, ROSTER.get(2));

            assertThat(batch.answers()).extracting(Identification::decision).containsOnly(Decision.IDENTIFIED);
        }

        @Test
        void mayBeSaidTwice() {
            BatchAssignment batch = new BatchAssignment(MATCHER, List.of(sure(1), sure(2)));

            batch.decide(1, ROSTER.get(2));
            batch.decide(1, ROSTER.get(2));

            assertThat(batch.answers().get(1).because()).isEqualTo(new Reason(Code.PERSON_DECIDED));
            assertThat(batch.answers().get(0).student()).contains(ROSTER.get(1));
        }

        @Test
        void winAgainstHoweverSureACopy() {
            BatchAssignment batch =
                    new BatchAssignment(MATCHER, List.of(sure(1, 1e-15), doubtful(is(2, 0.5)), sure(1, 1e-7)));

            batch.decide(1, ROSTER.get(1));

            assertThat(batch.answers())
                    .extracting(answer -> answer.because().code())
                    .containsExactly(Code.PERSON_GAVE_TO_ANOTHER, Code.PERSON_DECIDED, Code.PERSON_GAVE_TO_ANOTHER);
        }

        @Test
        void freeAStudentWhomTheyTakeFromACopy() {
            BatchAssignment batch =
                    new BatchAssignment(MATCHER, List.of(sure(1), doubtful(is(1, 0.99899), is(2, 0.001))));

            batch.decide(0, ROSTER.get(7));

            assertThat(batch.answers().get(1).probability()).isGreaterThan(0.998);
        }

        @Test
        void refuseOneStudentForTwoCopies() {
            BatchAssignment batch = new BatchAssignment(MATCHER, List.of(sure(1), sure(2)));
            batch.decide(0, ROSTER.get(5));

            assertThatThrownBy(() -> batch.decide(1, ROSTER.get(5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("s5");
        }

        @Test
        void leadToWhatABatchWithThemFromTheStartGives() {
            List<Identification> copies = List.of(
                    doubtful(is(1, 0.6), is(2, 0.3)),
                    doubtful(is(2, 0.5), is(3, 0.45)),
                    doubtful(is(3, 0.9), is(1, 0.05)));
            BatchAssignment oneByOne = new BatchAssignment(MATCHER, copies);
            oneByOne.decide(0, ROSTER.get(2));
            oneByOne.decide(0, ROSTER.get(1));
            oneByOne.decideNobody(1);
            BatchAssignment atOnce = new BatchAssignment(MATCHER, copies);
            atOnce.decideNobody(1);
            atOnce.decide(0, ROSTER.get(1));

            assertThat(oneByOne.answers()).isEqualTo(atOnce.answers());
        }
    }

    @Test
    void solvesManyCopiesThatAllHangTogether() {
        List<Identification> copies = new ArrayList<>();
        for (int copy = 0; copy < 100; copy++) {
            copies.add(doubtful(is(copy, 0.9), is((copy + 1) % 100, 0.05), is((copy + 7) % 100, 0.02)));
        }

        assertThat(new BatchAssignment(MATCHER, copies).answers())
                .hasSize(100)
                .extracting(Identification::decision)
                .containsOnly(Decision.REVIEW);
    }
}
