package io.korrigo.rest;

/** What a caller may do; the host maps its own roles to these. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** Correct and export the exams that name them as teacher. */
    TEACHER,
    /** Read the corrected PDFs of their own copies once these are released, and nothing else. */
    STUDENT,
    /** Read the host's metrics, and nothing else: for a program that watches the machine. */
    MONITOR
}
