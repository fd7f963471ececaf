package io.korrigo.rest;

/** What a caller may do; the host maps its own roles to these. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** Correct and export the exams that name them as teacher. */
    TEACHER
}
