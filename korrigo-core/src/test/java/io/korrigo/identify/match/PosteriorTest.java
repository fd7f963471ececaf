package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Readings;
import java.time.LocalDate;
import java.util.ArrayList;
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
}
