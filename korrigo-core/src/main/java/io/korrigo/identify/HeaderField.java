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
    BIRTH_DATE
}
