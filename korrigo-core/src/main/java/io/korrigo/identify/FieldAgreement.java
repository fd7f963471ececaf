package io.korrigo.identify;

/**
 * How well each row of a header agrees with a student, 0 (contradicts) to 1 (fits); 0.5 where the row is missing.
 *
 * @param lastName of the family name's row
 * @param firstName of the first name's
 * @param birthDate of the birth date's
 */
public record FieldAgreement(double lastName, double firstName, double birthDate) {
    /** Where no row says anything, as of a student whom a person named. */
    public static final FieldAgreement NOTHING_SAID = new FieldAgreement(0.5, 0.5, 0.5);
}
