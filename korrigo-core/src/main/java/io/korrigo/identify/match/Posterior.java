package io.korrigo.identify.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

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
    /** Share of strangers with a student's family name: siblings sit in other classes. An estimate, not measured. */
    private static final double SIBLING = 0.07;
    /**
     * Share of strangers with a student's family name and birth date: an estimate on the safe side, some three
     * children in a hundred are twins.
     */
    private static final double TWIN = 0.03;
    /** Share of strangers with both names of a student: far more than there are, on the safe side. */
    private static final double NAMESAKE = 0.1;
    /** Somebody unknown in everything is not less usual than this, whatever students share. */
    private static final double UNKNOWN = 0.1;
    /** A student whose likelihood is below the best one's by this factor of e doesn't change the answer. */
    private static final double NEGLIGIBLE = 30;

    /** Of a runner-up less probable than this it makes no difference. */
    private static final double SETTLED = 1e-6;
    /** No sign is read so clearly that it tells two students apart by more than this, in natural log units: 3,000 to 1. */
    private static final double CLEAREST = 8;

    private static final Comparator<Ranked> LIKELIEST_FIRST =
            Comparator.comparingDouble(Ranked::probability).reversed().thenComparingInt(Ranked::student);

    /** A student by position in the roster and the posterior probability, 0 to 1. */
    record Ranked(int student, double probability) {}

    /** A birth date of the roster, by its place there, and the log likelihood of what is written. */
    private record Day(int index, double likelihood) {}

    /** Best first; those who can't matter are left out. */
    final List<Ranked> ranking;

    /** Probability that nobody of the roster wrote the header. */
    final double stranger;

    private Posterior(List<Ranked> ranking, double stranger) {
        this.ranking = ranking;
        this.stranger = stranger;
    }

    Posterior(CopyLikelihood evidence, RosterIndex roster, double strangerPrior) {
        double unknown = evidence.strangerLast + evidence.strangerFirst + evidence.strangerDate;
        double share = -Math.log(Math.max(1, roster.size()));
        double best = unknown;
        Kin kin = Kin.of(roster);
        double outside = Math.log(kin.unknown()) + unknown;
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
                outside = CopyLikelihood.logSum(outside, share + kin.likelihood(evidence, student));
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
        ranked.sort(LIKELIEST_FIRST);
        ranking = List.copyOf(ranked);
    }

    /**
     * The same where what is clearly read tells the students apart. Likelihoods bear a misread sign in each box, which leaves
     * namesakes whose dates differ by a clear digit closer than they are. Nothing is settled by a reading of which a sign is
     * clearly not the likeliest student's.
     *
     * @param contradiction how much of what is clearly read speaks against a student, in natural log units
     */
    Posterior settled(IntToDoubleFunction contradiction) {
        if (ranking.size() < 2 || ranking.get(1).probability() < SETTLED) {
            return this;
        }
        Ranked best = ranking.get(0);
        double against = contradiction.applyAsDouble(best.student());
        if (against >= Differences.CLEAR) {
            return this;
        }
        double sum = stranger;
        List<Ranked> told = new ArrayList<>();
        for (Ranked ranked : ranking) {
            double probability = ranked.probability();
            if (ranked != best && probability >= SETTLED) {
                double more = contradiction.applyAsDouble(ranked.student()) - against;
                probability = Math.min(probability, best.probability() * Math.exp(-Math.min(more, CLEAREST)));
            }
            sum += probability;
            told.add(new Ranked(ranked.student(), probability));
        }
        double all = sum;
        return new Posterior(
                told.stream()
                        .map(ranked -> new Ranked(ranked.student(), ranked.probability() / all))
                        .sorted(LIKELIEST_FIRST)
                        .toList(),
                stranger / all);
    }

    /**
     * The same where what one hand misread again speaks against the likeliest student no more. Likelihoods take each box by
     * itself, so that a hand whose 9 looks like a 5 would have to be believed as often as the date has a 9.
     *
     * @param ofOneHand how much of what speaks against a student one hand repeats, in natural log units
     */
    Posterior relieved(IntToDoubleFunction ofOneHand) {
        if (ranking.isEmpty()) {
            return this;
        }
        Ranked best = ranking.get(0);
        double times = Math.exp(ofOneHand.applyAsDouble(best.student()));
        double all = 1 + (times - 1) * best.probability();
        List<Ranked> relieved = ranking.stream()
                .map(ranked -> new Ranked(ranked.student(), (ranked == best ? times : 1) * ranked.probability() / all))
                .toList();
        return new Posterior(relieved, stranger / all);
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

    /**
     * How many strangers share something with a student. Both names they share no more seldom than students do among each
     * other; twins of whom one is missing are few on any roster.
     */
    private record Kin(double sibling, double twin, double namesake) {
        static Kin of(RosterIndex roster) {
            double namesake = Math.max(NAMESAKE, roster.namesakes(NAMESAKE));
            double all = Math.max(1, (SIBLING + TWIN + namesake) / (1 - UNKNOWN));
            return new Kin(SIBLING / all, TWIN / all, namesake / all);
        }

        double unknown() {
            return 1 - sibling - twin - namesake;
        }

        /** Log likelihood of the header given a stranger who has something in common with the student. */
        double likelihood(CopyLikelihood evidence, int student) {
            double last = evidence.last(student);
            double asSibling = Math.log(sibling) + last + evidence.strangerFirst + evidence.strangerDate;
            double asTwin = Math.log(twin) + last + evidence.strangerFirst + evidence.date(student);
            double asNamesake = Math.log(namesake) + evidence.straight(student) + evidence.strangerDate;
            return CopyLikelihood.logSum(CopyLikelihood.logSum(asSibling, asTwin), asNamesake);
        }
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
