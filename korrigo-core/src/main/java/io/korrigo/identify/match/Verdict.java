package io.korrigo.identify.match;

import io.korrigo.identify.Candidate;
import io.korrigo.identify.Difference;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.identify.match.CopyLikelihood.Field;
import io.korrigo.identify.match.CopyLikelihood.Word;
import io.korrigo.identify.match.Posterior.Ranked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a posterior: identified only where the probability reaches the threshold and no row speaks
 * against the student.
 *
 * <p>The rules beside the threshold protect against what the model doesn't know. The birth date must have been read:
 * names alone can't tell a student from a namesake. One of the two name rows must have been read: in a class of 35
 * there are 1.6 pairs with the same birth date. No row that was read may point to a stranger rather than to the
 * student.
 */
final class Verdict {
    /**
     * How far, in natural log units, the birth date must favour the student over a stranger: one figure misread leaves
     * about +0.5, two clearly different ones about -6.
     */
    private static final double DATE_FAVOURS = -0.5;
    /**
     * The same for each name that was read, so that it is four times as likely from the student as from a stranger. A
     * name in full gives 7 (two letters) to 25, a wrong letter costs 7.
     */
    private static final double NAME_FAVOURS = Math.log(4);
    /**
     * The same for a family name beside a first name and a date that agree: one letter clearly misread is borne. Twins
     * share family name and date, and their first names may differ by a letter; nobody's first name and date come with a
     * family name that does.
     */
    private static final double FAMILY_NAME_FAVOURS = -1.5;
    /**
     * How far the birth date must favour the student over another one of the family name whose date differs in one digit: four
     * times as likely, which a digit is that is read at all.
     */
    private static final double TELLS_DATES = Math.log(4);
    /** So much less is borne for each unit of {@link RosterIndex#commonness}. */
    private static final double FOR_COMMON = 0.35;
    /** But no more than this. */
    private static final double AT_MOST_FOR_COMMON = 2;
    /** Where one name was not read, the other one and the date are shared by no more than e to this times as usual. */
    private static final double COMMON = 2.5;
    /** How far name and date must favour the student where only one of the two names was found. */
    private static final double ALONE_FAVOURS = 3;
    /** A runner-up at least this probable is a tie. */
    private static final double TIE = 0.001;

    private final CopyLikelihood evidence;
    private final RosterIndex roster;
    private final Posterior posterior;
    private final double threshold;
    private final double borne;
    private final Map<Integer, Contradiction> contradictions = new HashMap<>();

    /** @param borne as of {@link StudentMatcher} */
    Verdict(CopyLikelihood evidence, RosterIndex roster, Posterior posterior, double threshold, double borne) {
        this.evidence = evidence;
        this.roster = roster;
        this.posterior = posterior
                .settled(student -> against(student).weight())
                .relieved(student -> against(student).ofOneHand());
        this.threshold = threshold;
        this.borne = borne;
    }

    /** Whether some student is likelier than a stranger. */
    boolean namesSomebody() {
        return !posterior.ranking.isEmpty()
                && posterior.ranking.get(0).probability() >= posterior.stranger
                && evidence.legible();
    }

    Identification identification() {
        if (!evidence.found()) {
            return nothing(Code.ROWS_NOT_FOUND);
        }
        if (!evidence.written()) {
            return nothing(Code.LEFT_EMPTY);
        }
        if (!evidence.legible()) {
            return nothing(Code.ILLEGIBLE);
        }
        if (roster.size() == 0) {
            return review(new Reason(Code.ROSTER_EMPTY));
        }
        Reason doubt = doubt();
        return doubt == null ? answer(Decision.IDENTIFIED, assurance()) : review(doubt);
    }

    /** Why a person has to decide, or nothing. */
    private @Nullable Reason doubt() {
        if (!namesSomebody()) {
            return new Reason(Code.NOBODY_FITS);
        }
        Ranked best = posterior.ranking.get(0);
        Reason objection = objection(best.student());
        return objection == null && best.probability() < threshold ? new Reason(uncertain(best)) : objection;
    }

    /** What keeps the student from being identified however probable, or nothing. */
    private @Nullable Reason objection(int student) {
        Code bar = bar(student);
        return bar == null ? contradiction(student) : new Reason(bar);
    }

    private @Nullable Code bar(int student) {
        if (roster.date(student) == RosterIndex.NO_DATE) {
            return Code.NO_BIRTH_DATE_ON_ROSTER;
        }
        if (!evidence.legibleDate()) {
            return Code.BIRTH_DATE_NOT_READ;
        }
        if (!evidence.legibleName()) {
            return Code.NEITHER_NAME_READ;
        }
        return roster.hasNamesake(student) ? Code.NAMESAKES : null;
    }

    private Code uncertain(Ranked best) {
        if (posterior.ranking.size() > 1) {
            Ranked second = posterior.ranking.get(1);
            if (second.probability() >= TIE && second.probability() > posterior.stranger) {
                return tie(best.student(), second.student());
            }
        }
        return Code.NOT_CERTAIN;
    }

    private Code tie(int one, int other) {
        if (roster.sameLastName(one, other) && roster.mayShareDate(one, other)) {
            return Code.TWINS;
        }
        return roster.sameLastName(one, other) && roster.sameFirstName(one, other) ? Code.HOMONYMS : Code.TIE;
    }

    /** What was read that speaks against the student, or nothing. */
    private @Nullable Reason contradiction(int student) {
        Contradiction contradiction = against(student);
        if (contradiction.certain() || contradiction.weight() > bearable(student)) {
            return new Reason(Code.DIFFERS, differences(student));
        }
        Code unclear = mayBeOfNamesake(student) ? Code.BIRTH_DATE_UNCLEAR : unclear(student);
        return unclear == null ? null : new Reason(unclear);
    }

    /**
     * Whether a digit that tells the student from another of that family name is not clearly read: who resembles the other
     * has that date, and may well have the student's first name, where few names serve many.
     */
    private boolean mayBeOfNamesake(int student) {
        return roster.oneDigitOff(student).stream()
                .anyMatch(other -> evidence.date(student) - evidence.date(other) < TELLS_DATES);
    }

    private @Nullable Code unclear(int student) {
        Word last = evidence.word(Field.LAST, student);
        Word first = evidence.word(Field.FIRST, student);
        boolean bothNames = last.legible() && first.legible();
        if (!bothNames && roster.commonness(student, last.legible(), first.legible()) > COMMON) {
            return last.legible() ? Code.FIRST_NAME_NOT_READ : Code.FAMILY_NAME_NOT_READ;
        }
        if (evidence.word(Field.DATE, student).against(bothNames ? DATE_FAVOURS : ALONE_FAVOURS)) {
            return Code.BIRTH_DATE_UNCLEAR;
        }
        if (last.against(bothNames ? FAMILY_NAME_FAVOURS : ALONE_FAVOURS)) {
            return Code.FAMILY_NAME_UNCLEAR;
        }
        return first.against(bothNames ? NAME_FAVOURS : ALONE_FAVOURS) ? Code.FIRST_NAME_UNCLEAR : null;
    }

    private Contradiction against(int student) {
        return contradictions.computeIfAbsent(student, evidence::contradiction);
    }

    private List<Difference> differences(int student) {
        return against(student).differences(evidence.looksSwapped(student));
    }

    /** Where many share a family name and a birth date, somebody who resembles a student is nothing unusual. */
    private double bearable(int student) {
        return borne - Math.min(AT_MOST_FOR_COMMON, FOR_COMMON * roster.commonness(student, true, false));
    }

    /** What the rows said, and no more. */
    private Reason assurance() {
        int student = posterior.ranking.get(0).student();
        return new Reason(agreement(student), differences(student));
    }

    private Code agreement(int student) {
        if (!evidence.word(Field.LAST, student).legible()) {
            return Code.AGREES_WITHOUT_FAMILY_NAME;
        }
        if (!evidence.word(Field.FIRST, student).legible()) {
            return Code.AGREES_WITHOUT_FIRST_NAME;
        }
        return evidence.looksSwapped(student) ? Code.AGREES_SWAPPED : Code.AGREES;
    }

    private Identification nothing(Code code) {
        return new Identification(Decision.UNREADABLE, List.of(), posterior.stranger, new Reason(code));
    }

    private Identification review(Reason reason) {
        return answer(Decision.REVIEW, reason);
    }

    /** The copy goes to the desk, and no student can be identified from it. */
    Identification barred(Code code) {
        Reason reason = new Reason(code);
        Identification review = review(reason);
        List<Candidate> candidates = review.candidates().stream()
                .map(candidate -> candidate.objectedTo(reason))
                .toList();
        return new Identification(Decision.REVIEW, candidates, review.outsiderProbability(), reason);
    }

    private Identification answer(Decision decision, Reason reason) {
        List<Candidate> candidates = posterior.ranking.stream()
                .limit(StudentMatcher.CANDIDATES)
                .map(this::candidate)
                .toList();
        return new Identification(decision, candidates, posterior.stranger, reason);
    }

    private Candidate candidate(Ranked ranked) {
        int student = ranked.student();
        return new Candidate(
                roster.student(student),
                ranked.probability(),
                new FieldAgreement(
                        evidence.word(Field.LAST, student).agreement(),
                        evidence.word(Field.FIRST, student).agreement(),
                        roster.date(student) == RosterIndex.NO_DATE
                                ? 0.5
                                : evidence.word(Field.DATE, student).agreement()),
                objection(student),
                differences(student),
                against(student).due(evidence.looksSwapped(student)));
    }
}
