package io.korrigo.identify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How probable each student and the stranger are, given one header.
 *
 * <p>The stranger is a mixture: somebody unknown in everything; or somebody who shares with a student of the roster the
 * family name (a sibling), the family name and the date (a twin), or both names (a namesake). Those kinds keep a
 * student from winning by default where one row speaks clearly of somebody else.
 *
 * <p>Likelihoods are tempered: the boxes of one page fail together (one pen, one hand, one bad scan), so their joint
 * evidence is worth less than its product says.
 *
 * <p>Rows are evaluated from the likeliest date on, and no further than where a student can't matter any more.
 */
final class Posterior {
    /** Exponent 1/2: fitted on simulated readings, on the safe side of what their reliability table asks for. */
    private static final double TEMPERATURE = 2;

    private static final double SIBLING = 0.07;
    private static final double TWIN = 0.01;
    private static final double NAMESAKE = 0.02;
    private static final double UNKNOWN = 1 - SIBLING - TWIN - NAMESAKE;
    /** A student whose likelihood is below the best one's by this factor of e doesn't change the answer. */
    private static final double NEGLIGIBLE = 50;

    /** A student by position in the roster and the posterior probability, 0 to 1. */
    record Ranked(int student, double probability) {}

    /** Best first; those who can't matter are left out. */
    final List<Ranked> ranking;

    /** Probability that nobody of the roster wrote the header. */
    final double stranger;

    Posterior(Evidence evidence, RosterIndex roster, double strangerPrior) {
        int size = roster.size();
        double[] byDate = new double[size];
        for (int i = 0; i < size; i++) {
            byDate[i] = evidence.date(i);
        }
        double unknown = evidence.strangerLast + evidence.strangerFirst + evidence.strangerDate;
        double outside = unknown + Math.log(UNKNOWN);
        double share = -Math.log(Math.max(1, size));
        double best = unknown;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble((Integer i) -> -byDate[i]));
        List<Integer> kept = new ArrayList<>();
        List<Double> logs = new ArrayList<>();
        for (int student : order) {
            if (byDate[student] < best - NEGLIGIBLE) {
                break;
            }
            double log = byDate[student] + evidence.names(student);
            best = Math.max(best, log);
            kept.add(student);
            logs.add(log);
            double last = evidence.last.of(roster.lastName(student));
            double kin = logSum3(
                    Math.log(SIBLING) + last + evidence.strangerFirst + evidence.strangerDate,
                    Math.log(TWIN) + last + evidence.strangerFirst + byDate[student],
                    Math.log(NAMESAKE) + evidence.straight(student) + evidence.strangerDate);
            outside = Evidence.logSum(outside, share + kin);
        }
        double[] weights = new double[kept.size()];
        double strangerWeight = Math.log(strangerPrior) + (outside - best) / TEMPERATURE;
        double most = strangerWeight;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.log1p(-strangerPrior) + share + (logs.get(i) - best) / TEMPERATURE;
            most = Math.max(most, weights[i]);
        }
        double sum = Math.exp(strangerWeight - most);
        for (double weight : weights) {
            sum += Math.exp(weight - most);
        }
        stranger = Math.exp(strangerWeight - most) / sum;
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            ranked.add(new Ranked(kept.get(i), Math.exp(weights[i] - most) / sum));
        }
        ranked.sort(Comparator.comparingDouble(Ranked::probability).reversed().thenComparingInt(Ranked::student));
        ranking = List.copyOf(ranked);
    }

    private static double logSum3(double a, double b, double c) {
        return Evidence.logSum(Evidence.logSum(a, b), c);
    }
}
