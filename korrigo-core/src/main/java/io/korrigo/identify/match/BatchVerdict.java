package io.korrigo.identify.match;

import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows for one copy from what the other copies of its batch say. */
final class BatchVerdict {
    /** How many times likelier than a twin or a homonym a copy must make its student by itself. */
    private static final double LOOK_ALIKE = 1000;
    /** How many times surer of one student a copy must be than every other copy that claims the student. */
    private static final double SURER = 1e6;

    private final double threshold;

    BatchVerdict(double threshold) {
        this.threshold = threshold;
    }

    /** @param joint probabilities of students by id, given the other copies; empty where there is no such copy */
    Identification of(Identification alone, Map<String, Double> joint) {
        if (joint.isEmpty() || alone.decision() == Decision.UNREADABLE) {
            return alone;
        }
        List<Candidate> candidates = new ArrayList<>();
        double rest = 1;
        for (Candidate candidate : alone.candidates()) {
            double probability = joint.getOrDefault(candidate.student().id(), candidate.probability());
            candidates.add(candidate.with(probability));
            rest -= probability;
        }
        candidates.sort(Comparator.comparingDouble(Candidate::probability).reversed());
        return decide(alone, candidates, Math.max(0, rest));
    }

    private Identification decide(Identification alone, List<Candidate> candidates, double nobody) {
        Candidate best = candidates.get(0);
        boolean sure = best.probability() >= threshold;
        if (alone.decision() == Decision.IDENTIFIED) {
            return sure && same(best, alone.candidates().get(0))
                    ? new Identification(Decision.IDENTIFIED, candidates, nobody, alone.because())
                    : new Identification(Decision.REVIEW, candidates, nobody, new Reason(Code.MAY_BE_ANOTHER_COPYS));
        }
        return sure && best.objection() == null && standsOut(best, alone)
                ? new Identification(
                        Decision.IDENTIFIED, candidates, nobody, new Reason(Code.FITS_GIVEN_OTHERS, best.differences()))
                : new Identification(Decision.REVIEW, candidates, nobody, alone.because());
    }

    private static boolean same(Candidate one, Candidate other) {
        return one.student().id().equals(other.student().id());
    }

    /** Whether the copy by itself tells the student from everybody whose names or whose family name and date they share. */
    private static boolean standsOut(Candidate student, Identification alone) {
        double own = probability(student.student().id(), alone);
        return alone.candidates().stream()
                .filter(other -> !same(other, student) && RosterIndex.alike(other.student(), student.student()))
                .allMatch(other -> own >= LOOK_ALIKE * other.probability());
    }

    private static double probability(String id, Identification alone) {
        return alone.candidates().stream()
                .filter(candidate -> candidate.student().id().equals(id))
                .mapToDouble(Candidate::probability)
                .findFirst()
                .orElse(0);
    }

    /** What a person said: a student, or nobody of the roster. */
    Identification decided(Identification alone, Optional<Student> decision) {
        if (decision.isEmpty()) {
            return new Identification(Decision.REVIEW, List.of(), 1, new Reason(Code.PERSON_SAID_NOBODY));
        }
        Student student = decision.get();
        Candidate known = alone.candidates().stream()
                .filter(candidate -> candidate.student().id().equals(student.id()))
                .findFirst()
                .orElse(new Candidate(student, 1, FieldAgreement.NOTHING_SAID));
        return new Identification(Decision.IDENTIFIED, List.of(known.with(1)), 0, new Reason(Code.PERSON_DECIDED));
    }

    /** The one of several copies that claim a student which is that much surer than the others, if one is. */
    Optional<Integer> surest(String id, List<Integer> claiming, List<Identification> alone) {
        List<Integer> ordered = new ArrayList<>(claiming);
        ordered.sort(Comparator.comparingDouble((Integer copy) -> odds(id, alone.get(copy)))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        double first = odds(id, alone.get(ordered.get(0)));
        double second = odds(id, alone.get(ordered.get(1)));
        return first >= SURER * second ? Optional.of(ordered.get(0)) : Optional.empty();
    }

    private static double odds(String id, Identification alone) {
        double own = probability(id, alone);
        double others = alone.outsiderProbability();
        for (Candidate candidate : alone.candidates()) {
            others += candidate.student().id().equals(id) ? 0 : candidate.probability();
        }
        return own / Math.max(others, Double.MIN_NORMAL);
    }

    /** A copy that loses a student whom others claim too. */
    Identification contested(Identification answer, boolean surer, boolean byPerson) {
        Code code = byPerson ? Code.PERSON_GAVE_TO_ANOTHER : surer ? Code.ANOTHER_COPY_SURER : Code.SEVERAL_CLAIM;
        return new Identification(Decision.REVIEW, answer.candidates(), answer.outsiderProbability(), new Reason(code));
    }
}
