package io.korrigo.roster;

import org.jspecify.annotations.Nullable;

/**
 * One field of a known student for which the roster has another value.
 *
 * @param before null where nothing was known
 * @param after as in the roster; birth dates as year-month-day
 */
public record FieldChange(Field field, @Nullable String before, String after) {

    /** What of a student can change. */
    public enum Field {
        LAST_NAME,
        USAGE_NAME,
        FIRST_NAME,
        BIRTH_DATE,
        EMAIL,
        CLASS_NAME,
        GROUP,
        INE
    }

    /** Keeps personal data out of logs: the field only. */
    @Override
    public String toString() {
        return "FieldChange[" + field + "]";
    }
}
