package io.korrigo.roster;

import io.korrigo.exam.Student;

/**
 * The students that one reading has met so far, to find the second line of one student.
 *
 * <p>Holds 64-bit fingerprints, not names: 32 to 64 bytes a student, twice that with national numbers. Two different
 * students of a million share one with a chance of 3 in 10^8, and then the second is reported, not lost.
 */
final class SeenStudents {
    private final FingerprintTable byIne = new FingerprintTable();
    private final FingerprintTable byIdentity = new FingerprintTable();

    /** Line of the row that is the same student, or has the same national number; 0 for none. */
    private int earlierLine;

    private boolean sameBirthDate;

    /**
     * Adds a student.
     *
     * @return false, adding nothing, when an earlier row is the same student: {@link #earlierLine} tells which
     */
    boolean add(Student student, int line) {
        long identity = Fingerprint.ofIdentity(student);
        String ine = student.ine();
        int birthDay =
                student.birthDate() == null ? 0 : (int) student.birthDate().toEpochDay();
        long number = 0;
        if (ine != null) {
            number = Fingerprint.of(ine);
            int slot = byIne.find(number);
            if (byIne.value(slot) != 0) {
                earlierLine = byIne.value(slot);
                sameBirthDate = byIne.note(slot) == birthDay;
                return false;
            }
        }
        int slot = byIdentity.find(identity);
        // Two students of one name, born on one day, are told apart by their numbers only.
        if (byIdentity.value(slot) != 0 && (ine == null || byIdentity.note(slot) == 0)) {
            earlierLine = byIdentity.value(slot);
            sameBirthDate = true;
            return false;
        }
        if (ine != null) {
            byIne.put(number, line, birthDay);
        }
        byIdentity.put(identity, line, ine == null ? 0 : 1);
        return true;
    }

    int earlierLine() {
        return earlierLine;
    }

    /** Whether the row on {@link #earlierLine} has the birth date of the student that was not added. */
    boolean sameBirthDate() {
        return sameBirthDate;
    }
}
