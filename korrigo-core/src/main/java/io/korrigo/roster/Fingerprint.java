package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.time.LocalDate;

/**
 * 64 bits that stand for a text. Two different texts of a million share them with a chance of 3 in 10^8; what must never be
 * mistaken is compared itself after its fingerprint was found.
 */
final class Fingerprint {
    private static final long SEED = 0xcbf29ce484222325L;

    private Fingerprint() {}

    /** Never 0. */
    static long of(CharSequence text) {
        long hash = SEED;
        for (int i = 0; i < text.length(); i++) {
            hash = step(hash, text.charAt(i));
        }
        return mix(hash);
    }

    /** Of what {@link StudentKey#identity} compares, without spelling it. */
    static long ofIdentity(Student student) {
        long hash = step(Folding.hash(student.lastName(), SEED), '|');
        hash = step(Folding.hash(student.firstName(), hash), '|');
        LocalDate birthDate = student.birthDate();
        return mix(birthDate == null ? hash : mix(hash) + birthDate.toEpochDay() + 1);
    }

    /** One step of FNV-1a. */
    static long step(long hash, char c) {
        return (hash ^ c) * 0x100000001b3L;
    }

    /** The finaliser of MurmurHash3, but never 0. */
    static long mix(long hash) {
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
