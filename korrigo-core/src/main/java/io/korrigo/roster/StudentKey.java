package io.korrigo.roster;

import io.korrigo.exam.Student;

/** By what a student is known again from one file to the next. */
public final class StudentKey {

    private StudentKey() {}

    /**
     * Family name, first names and birth date, compared without case, accents, spacing, hyphens or apostrophes. Equal
     * for equal students; personal data, so not for logs.
     *
     * <p>A national number ({@link Student#ine}) goes before it: two students with the same identity and different
     * numbers are two.
     */
    public static String identity(Student student) {
        return Folding.fold(student.lastName()) + '|' + Folding.fold(student.firstName()) + '|' + student.birthDate();
    }
}
