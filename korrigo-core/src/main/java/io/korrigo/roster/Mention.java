package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rejected row seems to be about, as fingerprints that hold no personal data.
 *
 * <p>It serves to leave students out of the list of those missing from a file, so it is generous: the order of names, their
 * spacing and what splits them don't count, and of a row without a usable name the birth date has to do.
 *
 * @param number fingerprint of the national number, or 0
 * @param who fingerprint of name and birth date, of the name alone where the date is unusable, of the date alone where the
 *     name is; 0 for neither
 */
public record Mention(long number, long who) {
    /** A row that says nothing about anybody. */
    static final Mention NOBODY = new Mention(0, 0);

    /**
     * @param name all cells of the name together; may be empty
     * @param ine as in {@link Student#ine}, or empty
     */
    static Mention of(String name, @Nullable LocalDate birthDate, String ine) {
        long letters = letters(name);
        return new Mention(ine.isEmpty() ? 0 : Fingerprint.of(ine), who(letters, birthDate));
    }

    /** Every mention that may mean this student. */
    static long[] whoOf(Student student) {
        long letters = letters(student.lastName() + student.firstName());
        LocalDate birthDate = student.birthDate();
        return birthDate == null
                ? new long[] {who(letters, null)}
                : new long[] {who(letters, birthDate), who(letters, null), who(0, birthDate)};
    }

    private static long who(long letters, @Nullable LocalDate birthDate) {
        if (birthDate == null) {
            return letters == 0 ? 0 : Fingerprint.mix(letters);
        }
        return Fingerprint.mix(Fingerprint.mix(letters) + birthDate.toEpochDay() + 1);
    }

    /** The same for the same letters in any order; 0 for none. */
    private static long letters(String name) {
        String folded = Folding.fold(name);
        long sum = 0;
        for (int i = 0; i < folded.length(); i++) {
            sum += Fingerprint.mix(folded.charAt(i) + 1L);
        }
        return sum;
    }

    /** Keeps what could be traced back to a person out of logs. */
    @Override
    public String toString() {
        return "Mention[]";
    }
}
