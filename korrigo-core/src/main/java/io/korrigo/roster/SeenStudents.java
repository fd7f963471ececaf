package io.korrigo.roster;

import io.korrigo.exam.Student;

/**
 * The students that one reading has met so far, to find the second line of one student.
 *
 * <p>Holds 64-bit fingerprints, not names: 32 to 64 bytes a student, twice that with national numbers. Two different
 * students of a million share one with a chance of 3 in 10^8, and then the second is reported, not lost.
 */
final class SeenStudents {
    private final LineTable byIne = new LineTable();
    private final LineTable byIdentity = new LineTable();

    /** Line of the row that is the same student, or has the same national number; 0 for none. */
    private int earlierLine;

    private boolean sameBirthDate;
    private final StringBuilder key = new StringBuilder();

    /**
     * Adds a student.
     *
     * @return false, adding nothing, when an earlier row is the same student: {@link #earlierLine} tells which
     */
    boolean add(Student student, int line) {
        key.setLength(0);
        StudentKey.identity(student, key);
        long identity = fingerprint(key);
        String ine = student.ine();
        int birthDay =
                student.birthDate() == null ? 0 : (int) student.birthDate().toEpochDay();
        long number = 0;
        if (ine != null) {
            number = fingerprint(ine);
            int slot = byIne.find(number);
            if (byIne.line(slot) != 0) {
                earlierLine = byIne.line(slot);
                sameBirthDate = byIne.note(slot) == birthDay;
                return false;
            }
        }
        int slot = byIdentity.find(identity);
        // Two students of one name, born on one day, are told apart by their numbers only.
        if (byIdentity.line(slot) != 0 && (ine == null || byIdentity.note(slot) == 0)) {
            earlierLine = byIdentity.line(slot);
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

    /** FNV-1a over the characters, with the finaliser of MurmurHash3, so that low bits are good ones; never 0. */
    private static long fingerprint(CharSequence key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }

    /** Open-addressing table from a fingerprint to a line and a note, at most half full. */
    private static final class LineTable {
        private long[] fingerprints = new long[1024];
        private int[] lines = new int[1024];
        private int[] notes = new int[1024];
        private int size;

        /** The slot of a fingerprint, or the free one where it belongs. */
        int find(long fingerprint) {
            int mask = fingerprints.length - 1;
            int slot = (int) fingerprint & mask;
            while (fingerprints[slot] != 0 && fingerprints[slot] != fingerprint) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        /** 0 where the slot is free. */
        int line(int slot) {
            return lines[slot];
        }

        int note(int slot) {
            return notes[slot];
        }

        void put(long fingerprint, int line, int note) {
            int slot = find(fingerprint);
            if (fingerprints[slot] == 0 && ++size * 2 > fingerprints.length) {
                grow();
                slot = find(fingerprint);
            }
            fingerprints[slot] = fingerprint;
            lines[slot] = line;
            notes[slot] = note;
        }

        private void grow() {
            long[] oldFingerprints = fingerprints;
            int[] oldLines = lines;
            int[] oldNotes = notes;
            fingerprints = new long[oldFingerprints.length * 2];
            lines = new int[fingerprints.length];
            notes = new int[fingerprints.length];
            for (int i = 0; i < oldFingerprints.length; i++) {
                if (oldFingerprints[i] != 0) {
                    int slot = find(oldFingerprints[i]);
                    fingerprints[slot] = oldFingerprints[i];
                    lines[slot] = oldLines[i];
                    notes[slot] = oldNotes[i];
                }
            }
        }
    }
}
