package io.korrigo.identify;

import io.korrigo.exam.Student;

/**
 * A roster student proposed for a reading.
 *
 * @param student who
 * @param probability posterior that this student wrote the header, 0 to 1
 * @param lastNameAgreement how well the family name row agrees with this student, 0 to 1; 0.5 where the row is missing
 * @param firstNameAgreement the same for the first name row
 * @param birthDateAgreement the same for the birth date row
 * @param objection one sentence that says why the student can't be identified from what was read, however probable;
 *     empty where nothing stands against it; holds no name
 */
public record Candidate(
        Student student,
        double probability,
        double lastNameAgreement,
        double firstNameAgreement,
        double birthDateAgreement,
        String objection) {
    /** A candidate without objection. */
    public Candidate(
            Student student,
            double probability,
            double lastNameAgreement,
            double firstNameAgreement,
            double birthDateAgreement) {
        this(student, probability, lastNameAgreement, firstNameAgreement, birthDateAgreement, "");
    }

    /** The same with another probability. */
    public Candidate with(double other) {
        return new Candidate(student, other, lastNameAgreement, firstNameAgreement, birthDateAgreement, objection);
    }

    /** The same, not to be identified. */
    public Candidate objectedTo(String reason) {
        return new Candidate(student, probability, lastNameAgreement, firstNameAgreement, birthDateAgreement, reason);
    }
}
