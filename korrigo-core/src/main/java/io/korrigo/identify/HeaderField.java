package io.korrigo.identify;

/** What a comb row of a header asks for. */
public enum HeaderField {
    /** "Nom de famille", followed by the usage name if there is one. */
    LAST_NAME,
    /** "Prénom(s)". */
    FIRST_NAME,
    /** "Numéro Inscription" or "Numéro Candidat". */
    CANDIDATE_NUMBER,
    /** "Né(e) le": eight digits, day, month, year. */
    BIRTH_DATE;

    private static final String NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + CellReading.BLANK + CellReading.CROSSED_OUT;
    private static final String NUMBERS = "0123456789" + CellReading.BLANK + CellReading.CROSSED_OUT;

    /** Which of {@link CellReading#CLASSES} a box of such a row can hold. */
    public String classes() {
        return this == LAST_NAME || this == FIRST_NAME ? NAMES : NUMBERS;
    }
}
