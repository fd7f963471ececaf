package io.korrigo.identify.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How probable each student and the stranger are, given one header.
 *
 * <p>The stranger is a mixture: somebody unknown in everything; or somebody who shares with a student of the roster the
 * family name (a sibling), the family name and the date (a twin), or both names (a namesake). Those kinds keep a
 * student from winning by default where one row speaks clearly of somebody else.
 *
 * <p>Rows are evaluated from the likeliest date on, and no further than where a student can't matter any more.
 */
final class Posterior {
    private static final double SIBLING = 0.07;
    private static final double TWIN = 0.03;
    private static final double NAMESAKE = 0.1;
    private static final double UNKNOWN = 1 - SIBLING - TWIN - NAMESAKE;
    /** A student whose likelihood is below the best one's by this factor of e doesn't change the answer. */
    private static final double NEGLIGIBLE = 30;

    /** A student by position in the roster and the posterior probability, 0 to 1. */
    record Ranked(int student, double probability) {}

    /** A birth date of the roster, by its place there, and the log likelihood of what is written. */
    private record Day(int index, double likelihood) {}

    /** Best first; those who can't matter are left out. */
    final List<Ranked> ranking;

    /** Probability that nobody of the roster wrote the header. */
    final double stranger;

    Posterior(CopyLikelihood evidence, RosterIndex roster, double strangerPrior) {
        double unknown = evidence.strangerLast + evidence.strangerFirst + evidence.strangerDate;
        double share = -Math.log(Math.max(1, roster.size()));
        double best = unknown;
        double outside = Math.log(UNKNOWN) + unknown;
        List<Integer> students = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (Day day : likeliestFirst(evidence, roster)) {
            double date = day.likelihood;
            if (date < best - NEGLIGIBLE) {
                break;
            }
            for (int student : roster.bornOn(day.index)) {
                double names = evidence.names(student, best - NEGLIGIBLE - date);
                if (date + names < best - NEGLIGIBLE) {
                    continue;
                }
                best = Math.max(best, date + names);
                students.add(student);
                weights.add(Math.log1p(-strangerPrior) + share + date + names);
                outside = CopyLikelihood.logSum(outside, share + kin(evidence, student));
            }
        }
        double sum = Math.log(strangerPrior) + outside;
        for (double weight : weights) {
            sum = CopyLikelihood.logSum(sum, weight);
        }
        stranger = Math.exp(Math.log(strangerPrior) + outside - sum);
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            ranked.add(new Ranked(students.get(i), Math.exp(weights.get(i) - sum)));
        }
        ranked.sort(Comparator.comparingDouble(Ranked::probability).reversed().thenComparingInt(Ranked::student));
        ranking = List.copyOf(ranked);
    }

    /** The likeliest student by position, if at least so probable. */
    Optional<Integer> named(double least) {
        return ranking.stream()
                .limit(1)
                .filter(best -> best.probability() >= least)
                .map(Ranked::student)
                .findFirst();
    }

    /** Whether a stranger or another student is more than {@code times} as probable as the student. */
    boolean against(int student, double times) {
        double own = 0;
        double best = stranger;
        for (Ranked ranked : ranking) {
            if (ranked.student() == student) {
                own = ranked.probability();
            } else {
                best = Math.max(best, ranked.probability());
            }
        }
        return best > times * own;
    }

    /** Log likelihood of the header given a stranger who has something in common with the student. */
    private static double kin(CopyLikelihood evidence, int student) {
        double last = evidence.last(student);
        double sibling = Math.log(SIBLING) + last + evidence.strangerFirst + evidence.strangerDate;
        double twin = Math.log(TWIN) + last + evidence.strangerFirst + evidence.date(student);
        double namesake = Math.log(NAMESAKE) + evidence.straight(student) + evidence.strangerDate;
        return CopyLikelihood.logSum(CopyLikelihood.logSum(sibling, twin), namesake);
    }

    private static List<Day> likeliestFirst(CopyLikelihood evidence, RosterIndex roster) {
        List<Day> days = new ArrayList<>();
        for (int day = RosterIndex.NO_DATE; day < roster.dates().size(); day++) {
            days.add(new Day(day, evidence.birthDate(day)));
        }
        days.sort(Comparator.comparingDouble(Day::likelihood).reversed());
        return days;
    }
}
