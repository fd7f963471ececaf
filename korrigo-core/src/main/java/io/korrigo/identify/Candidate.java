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
 */
public record Candidate(
        Student student,
        double probability,
        double lastNameAgreement,
        double firstNameAgreement,
        double birthDateAgreement) {}
