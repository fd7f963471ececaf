package io.korrigo.identify;

import io.korrigo.exam.Student;
import java.util.List;
import java.util.Optional;

/**
 * The answer for one header against one roster.
 *
 * @param decision what follows from it
 * @param candidates the likeliest students, best first, at most five; empty when nothing could be read
 * @param outsiderProbability posterior that somebody who is not on the roster wrote the header, 0 to 1
 * @param because why
 */
public record Identification(
        Decision decision, List<Candidate> candidates, double outsiderProbability, Reason because) {

    /** What to do with a copy after its header was matched. */
    public enum Decision {
        /** One student wrote it, as sure as the matcher's threshold asks for. */
        IDENTIFIED,
        /** Something was read; a person has to decide. */
        REVIEW,
        /** No header, or a blank one. */
        UNREADABLE
    }

    public Identification {
        candidates = List.copyOf(candidates);
        if (decision == Decision.IDENTIFIED && candidates.isEmpty()) {
            throw new IllegalArgumentException("An identified copy has a candidate");
        }
    }

    /** One sentence for the desk that says why; holds no name. */
    public String reason() {
        return because.sentence();
    }

    /** The student that the copy was identified with, or empty when a person has to decide. */
    public Optional<Student> student() {
        return decision == Decision.IDENTIFIED ? Optional.of(candidates.get(0).student()) : Optional.empty();
    }

    /** Probability of the likeliest candidate, or 0 when there is none. */
    public double probability() {
        return candidates.isEmpty() ? 0 : candidates.get(0).probability();
    }
}
