package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.util.Objects;

/**
 * The students that one reading has met so far, to find the second line of one student.
 *
 * <p>Holds 64-bit fingerprints, not names: 32 to 64 bytes a student, twice that with national numbers. Two different
 * students of a million share one with a chance of 3 in 10^8, and then the second is reported, not lost. Whether two rows of
 * one student are equal, 31 bits tell, 16 where the national number made them one.
 */
final class SeenStudents {
    private final FingerprintTable byIne = new FingerprintTable();
    private final FingerprintTable byIdentity = new FingerprintTable();

    /** Line of the row that is the same student, or has the same national number; 0 for none. */
    private int earlierLine;

    private boolean sameBirthDate;
    private boolean sameContent;

    /**
     * Adds a student.
     *
     * @return false, adding nothing, when an earlier row is the same student: {@link #earlierLine} tells which
     */
    boolean add(Student student, int line) {
        long identity = Fingerprint.ofIdentity(student);
        String ine = student.ine();
        int content = content(student);
        // 1930 to today are days -14610 to about 21000.
        int birthDay = student.birthDate() == null
                ? Short.MIN_VALUE
                : (int) student.birthDate().toEpochDay();
        int dayAndContent = birthDay << 16 | content & 0xFFFF;
        long number = 0;
        if (ine != null) {
            number = Fingerprint.of(ine);
            int slot = byIne.find(number);
            if (byIne.value(slot) != 0) {
                earlierLine = byIne.value(slot);
                sameBirthDate = byIne.note(slot) >> 16 == birthDay;
                sameContent = byIne.note(slot) == dayAndContent;
                return false;
            }
        }
        int slot = byIdentity.find(identity);
        // Two students of one name, born on one day, are told apart by their numbers only.
        if (byIdentity.value(slot) != 0 && (ine == null || (byIdentity.note(slot) & 1) == 0)) {
            earlierLine = byIdentity.value(slot);
            sameBirthDate = true;
            sameContent = ine == null && byIdentity.note(slot) == (content & ~1);
            return false;
        }
        if (ine != null) {
            byIne.put(number, line, dayAndContent);
        }
        byIdentity.put(identity, line, ine == null ? content & ~1 : content | 1);
        return true;
    }

    /** Of all that is known of a student. */
    private static int content(Student student) {
        int hash = student.lastName().hashCode() * 31 + student.firstName().hashCode();
        hash = hash * 31 + Objects.hashCode(student.usageName());
        hash = hash * 31 + Objects.hashCode(student.email());
        hash = hash * 31 + Objects.hashCode(student.className());
        hash = hash * 31 + Objects.hashCode(student.group());
        // Lists are full of texts that differ in one digit.
        return (hash ^ hash >>> 16) * 0x45d9f3b;
    }

    int earlierLine() {
        return earlierLine;
    }

    /** Whether the row on {@link #earlierLine} says the same about the student that was not added. */
    boolean sameContent() {
        return sameContent;
    }

    /** Whether the row on {@link #earlierLine} has the birth date of the student that was not added. */
    boolean sameBirthDate() {
        return sameBirthDate;
    }
}
