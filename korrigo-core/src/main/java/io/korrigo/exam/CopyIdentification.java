package io.korrigo.exam;

/**
 * Which student a copy belongs to, and who said so.
 *
 * @param studentId the student's id
 * @param source a machine or a person
 * @param probability posterior of the student, 0 to 1; 1 where a person decided
 */
public record CopyIdentification(String studentId, Source source, double probability) {
    /** Who decided. */
    public enum Source {
        /** Read from the header. */
        AUTOMATIC,
        /** A person at the desk; never overwritten by a machine. */
        PERSON
    }

    /** @throws IllegalArgumentException when the probability isn't one */
    public CopyIdentification {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("Not a probability: " + probability);
        }
    }
}
