package io.korrigo.roster;

/** What a column of a roster holds. Columns that mean nothing here are ignored and reported. */
public enum RosterColumn {
    /** Family name and first names in one cell. */
    FULL_NAME,
    LAST_NAME,
    /** The name used in daily life. */
    USAGE_NAME,
    /** The first name, or all of them. */
    FIRST_NAME,
    SECOND_FIRST_NAME,
    THIRD_FIRST_NAME,
    BIRTH_DATE,
    EMAIL,
    CLASS_NAME,
    GROUP,
    /** National student number. */
    INE,
    /** The day on which the student left the school. */
    LEAVING_DATE,
    /** Whether the student is enrolled, in words. */
    STATUS
}
