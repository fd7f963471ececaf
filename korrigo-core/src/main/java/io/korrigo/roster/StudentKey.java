package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.time.LocalDate;

/** The keys by which a student is recognised from one file to the next. */
final class StudentKey {

    private StudentKey() {}

    /**
     * Family name, first names and birth date, compared without case, accents, spacing, hyphens or apostrophes. Equal
     * for equal students; personal data, so not for logs.
     *
     * <p>A national number ({@link Student#ine}) goes before it: two students with the same identity and different
     * numbers are two.
     */
    static String identity(Student student) {
        StringBuilder key = new StringBuilder(48);
        identity(student, key);
        return key.toString();
    }

    /** Appends the identity. */
    static void identity(Student student, StringBuilder key) {
        Folding.fold(student.lastName(), key);
        key.append('|');
        Folding.fold(student.firstName(), key);
        key.append('|');
        LocalDate birthDate = student.birthDate();
        if (birthDate != null) {
            key.append(birthDate.toEpochDay());
        }
    }
}
