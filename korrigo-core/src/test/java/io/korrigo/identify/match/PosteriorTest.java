package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Readings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PosteriorTest {
    private static final double PRIOR = StudentMatcher.OUTSIDER_PRIOR;

    private final List<Student> students = new ArrayList<>(List.of(
            Student.of("1", "Kervella", "Harpreet", LocalDate.of(2007, 11, 14)),
            Student.of("2", "Kervella", "Harpreet", LocalDate.of(2007, 11, 18))));

    private CopyLikelihood evidence(HeaderReading reading) {
        BirthDates dates = new BirthDates(RosterIndex.birthDates(students));
        RosterIndex roster = new RosterIndex(students);
        return new CopyLikelihood(List.of(new SheetLikelihood(reading, roster, dates)), roster);
    }

    private Posterior posterior(CopyLikelihood evidence) {
        return new Posterior(evidence, new RosterIndex(students), PRIOR);
    }

    private static double second(Posterior posterior) {
        return posterior.ranking.get(1).probability() / posterior.ranking.get(0).probability();
    }

    @Test
    void tellsNamesakesApartByWhatIsClearlyRead() {
        Posterior raw = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "14112007")));

        assertThat(second(raw)).isGreaterThan(Math.exp(-6));
        assertThat(second(raw.settled(student -> student == 0 ? 0 : 7))).isCloseTo(Math.exp(-7), within(1e-9));
        assertThat(second(raw.settled(student -> student == 0 ? 1 : 8))).isCloseTo(Math.exp(-7), within(1e-9));
    }

    @Test
    void neverTellsThemApartByMoreThanOneSignCan() {
        Posterior raw = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "14112007")));

        assertThat(second(raw.settled(student -> student == 0 ? 0 : 7.9))).isCloseTo(Math.exp(-7.9), within(1e-9));
        assertThat(second(raw.settled(student -> student == 0 ? 0 : 50))).isCloseTo(Math.exp(-8), within(1e-9));
    }

    @Test
    void settlesNothingWhereASignIsClearlyNotTheLikeliestStudents() {
        Posterior raw = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "14112007")));

        assertThat(raw.settled(student -> student == 0 ? Differences.CLEAR : 50))
                .isSameAs(raw);
        assertThat(second(raw.settled(student -> student == 0 ? Math.nextDown(Differences.CLEAR) : 50)))
                .isLessThan(second(raw));
    }

    @Test
    void makesNoRunnerUpLikelier() {
        Posterior raw = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "14112007")));

        assertThat(second(raw.settled(student -> 0))).isCloseTo(second(raw), within(1e-12));
    }

    @Test
    void keepsProbabilitiesThatSumToOne() {
        Posterior settled = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "14112007")))
                .settled(student -> student == 0 ? 0 : 7);

        assertThat(settled.ranking.stream()
                                .mapToDouble(Posterior.Ranked::probability)
                                .sum()
                        + settled.stranger)
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void believesWhatOneHandMisreadAgainOnlyOnce() {
        Posterior raw = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "14112007")));
        Posterior relieved = raw.relieved(student -> student == 0 ? 2 : 50);

        assertThat(second(relieved)).isCloseTo(second(raw) * Math.exp(-2), within(1e-12));
        assertThat(relieved.stranger / relieved.ranking.get(0).probability())
                .isCloseTo(raw.stranger / raw.ranking.get(0).probability() * Math.exp(-2), within(1e-12));
        assertThat(relieved.ranking.stream()
                                .mapToDouble(Posterior.Ranked::probability)
                                .sum()
                        + relieved.stranger)
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void staysAsItIsWhereNoHandRepeatsAnything() {
        Posterior raw = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "14112007")));

        assertThat(second(raw.relieved(student -> 0))).isCloseTo(second(raw), within(1e-12));
    }

    @Test
    void takesThreeStrangersInAHundredForTwinsOfStudents() {
        students.remove(1);
        CopyLikelihood twin = evidence(Readings.clear("KERVELLA", "SIMONE", "14112007"));
        Posterior posterior = posterior(twin);
        double favour = Math.exp(twin.strangerFirst - (twin.straight(0) - twin.last(0)));

        assertThat(posterior.stranger / posterior.ranking.get(0).probability())
                .isCloseTo(PRIOR * 0.03 * favour / (1 - PRIOR), withinPercentage(3));
    }

    @Test
    void takesAsManyStrangersForNamesakesAsStudentsAreAmongEachOther() {
        CopyLikelihood few = evidence(Readings.clear("KERVELLA", "HARPREET", "14112003"));
        double before = posterior(few).stranger / posterior(few).ranking.get(0).probability();
        for (int i = 0; i < 100; i++) {
            students.add(Student.of(
                    "n" + i, "Kervella", "Harpreet", LocalDate.of(2005, 1, 1).plusDays(i)));
        }
        RosterIndex roster = new RosterIndex(students);

        assertThat(roster.namesakes(0.1)).isCloseTo((102 + 10) / 202.0, within(1e-9));
        CopyLikelihood many = evidence(Readings.clear("KERVELLA", "HARPREET", "14112003"));
        Posterior posterior = posterior(many);
        assertThat(posterior.stranger / posterior.ranking.get(0).probability()).isGreaterThan(3 * before);
    }

    @Test
    void takesOneStrangerInTenForANamesakeWhereTheRosterKnowsOfNone() {
        students.remove(1);

        assertThat(new RosterIndex(students).namesakes(0.1)).isCloseTo(10 / 101.0, within(1e-9));
    }

    /** The same by the rule that the class tells, over all students: the students' parts, and the stranger's at the end. */
    private double[] byTheRule(CopyLikelihood evidence) {
        RosterIndex roster = new RosterIndex(students);
        int size = students.size();
        double namesakes = Math.max(0.1, roster.namesakes(0.1));
        double all = Math.max(1, (0.07 + 0.03 + namesakes) / 0.9);
        double anyFirst = evidence.strangerFirst;
        double anyDate = evidence.strangerDate;
        double[] parts = new double[size + 1];
        parts[size] =
                PRIOR * (1 - (0.07 + 0.03 + namesakes) / all) * Math.exp(evidence.strangerLast + anyFirst + anyDate);
        for (int i = 0; i < size; i++) {
            double last = evidence.last(i);
            double date = evidence.date(i);
            parts[i] = (1 - PRIOR) / size * Math.exp(evidence.names(i, Double.NEGATIVE_INFINITY) + date);
            parts[size] += PRIOR
                    / size
                    * (0.07 / all * Math.exp(last + anyFirst + anyDate)
                            + 0.03 / all * Math.exp(last + anyFirst + date)
                            + namesakes / all * Math.exp(evidence.straight(i) + anyDate));
        }
        double sum = Arrays.stream(parts).sum();
        return Arrays.stream(parts).map(part -> part / sum).toArray();
    }

    private void assertByTheRule(HeaderReading reading) {
        CopyLikelihood evidence = evidence(reading);
        double[] expected = byTheRule(evidence);
        Posterior posterior = posterior(evidence);

        assertThat(posterior.stranger).isCloseTo(expected[students.size()], within(1e-6));
        assertThat(posterior.ranking)
                .isSortedAccordingTo(Comparator.comparingDouble(Posterior.Ranked::probability)
                        .reversed()
                        .thenComparingInt(Posterior.Ranked::student));
        for (int i = 0; i < students.size(); i++) {
            int student = i;
            double probability = posterior.ranking.stream()
                    .filter(ranked -> ranked.student() == student)
                    .mapToDouble(Posterior.Ranked::probability)
                    .findFirst()
                    .orElse(0);
            assertThat(probability).isCloseTo(expected[i], within(1e-6));
        }
    }

    @Test
    void weighsEachStudentAgainstAStrangerWhoMayShareSomethingWithAny() {
        students.add(Student.of("3", "Moreau", "Harpreet", LocalDate.of(2007, 11, 18)));
        students.add(Student.of("4", "Kervella", "Noa", null));

        for (String last : List.of("KERVELLA", "KERV????", "MOREAU", "????????")) {
            for (String date : List.of("14112007", "1???2007", "????????")) {
                assertByTheRule(Readings.of(last, "HARPREET", date));
                assertByTheRule(Readings.of(last, "NOA?????", date));
                assertByTheRule(Readings.of("HARPREET", last, date));
            }
        }
    }

    @Test
    void leavesSomebodyUnknownATenthHoweverManyNamesakesThereAre() {
        for (int i = 0; i < 1000; i++) {
            students.add(Student.of("n" + i, "Kervella", "Harpreet", LocalDate.of(2007, 11, 1 + i % 30)));
        }
        assertThat(new RosterIndex(students).namesakes(0.1)).isGreaterThan(0.9);

        assertByTheRule(Readings.of("KERVELLA", "HARPREET", "1411200?"));
        assertByTheRule(Readings.of("K???????", "????????", "????????"));
    }

    @Test
    void saysWhoIsTheLikeliestWhereThatIsProbableEnough() {
        Posterior posterior = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "14112007")));
        double best = posterior.ranking.get(0).probability();

        assertThat(posterior.named(best)).contains(0);
        assertThat(posterior.named(Math.nextUp(best))).isEmpty();
        students.clear();
        assertThat(posterior(evidence(Readings.of("KERVELLA", null, null))).named(0))
                .isEmpty();
    }

    @Test
    void isAgainstAStudentWhereSomebodyElseIsSoManyTimesAsProbable() {
        Posterior posterior = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "1411200?")));
        double first = posterior.ranking.get(0).probability();
        double other = posterior.ranking.get(1).probability();

        assertThat(posterior.against(1, first / other * 0.999)).isTrue();
        assertThat(posterior.against(1, first / other * 1.001)).isFalse();
        assertThat(posterior.against(0, 1)).isFalse();
        assertThat(posterior.against(0, other / first * 0.999)).isTrue();

        Posterior strangers = posterior(evidence(Readings.of("PETIT", "HUGO", "03042005")));
        assertThat(strangers.against(0, 1)).isTrue();
        assertThat(strangers.against(7, 1e9)).isTrue();
    }

    @Test
    void settlesAndRelievesNothingWhereThereIsNobody() {
        students.clear();
        Posterior nobody = posterior(evidence(Readings.of("KERVELLA", "HARPREET", "14112007")));

        assertThat(nobody.stranger).isCloseTo(1, within(1e-12));
        assertThat(nobody.settled(student -> 0)).isSameAs(nobody);
        assertThat(nobody.relieved(student -> 0)).isSameAs(nobody);
    }

    @Test
    void settlesNobodyWhoIsOneInAMillion() {
        students.set(1, Student.of("2", "Kervella", "Harpreet", LocalDate.of(2006, 10, 23)));
        Posterior far = posterior(evidence(Readings.clear("KERVELLA", "HARPREET", "14112007")));

        assertThat(far.ranking.stream().skip(1)).allMatch(ranked -> ranked.probability() < 1e-6);
        assertThat(far.settled(student -> student == 0 ? 0 : 8)).isSameAs(far);
    }
}
