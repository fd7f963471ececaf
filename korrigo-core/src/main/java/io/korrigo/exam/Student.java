package io.korrigo.exam;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A student as the school's roster names them.
 *
 * @param id what the host calls this student; opaque, unique within a roster, fit for logs
 * @param lastName family name as written in the roster, any case, accents kept; not blank
 * @param usageName name used in daily life after the family name, or null
 * @param firstName all first names as written in the roster, the first one first; not blank
 * @param birthDate null only where the roster has none
 * @param email may be shared by siblings
 * @param className the class, "TG2"
 * @param group teaching group, "G3"
 * @param ine the national student number ("identifiant national élève"), upper case, no spaces, or null
 */
public record Student(
        String id,
        String lastName,
        @Nullable String usageName,
        String firstName,
        @Nullable LocalDate birthDate,
        @Nullable String email,
        @Nullable String className,
        @Nullable String group,
        @Nullable String ine) {

    /** @throws IllegalArgumentException when the id or a name is blank */
    public Student {
        requireText(id, "id");
        requireText(lastName, "lastName");
        requireText(firstName, "firstName");
    }

    /** A student known by name and birth date only. */
    public static Student of(String id, String lastName, String firstName, @Nullable LocalDate birthDate) {
        return new Student(id, lastName, null, firstName, birthDate, null, null, null, null);
    }

    /** The same student under another id. */
    public Student withId(String newId) {
        return new Student(newId, lastName, usageName, firstName, birthDate, email, className, group, ine);
    }

    /** Keeps personal data out of logs: the id only. */
    @Override
    public String toString() {
        return "Student[" + id + "]";
    }

    private static void requireText(String value, String component) {
        Objects.requireNonNull(value, component);
        if (value.isBlank()) {
            throw new IllegalArgumentException("A student's " + component + " must not be blank");
        }
    }
}
