package io.korrigo.roster;

/**
 * Open-addressing table from a fingerprint to two numbers, at most half full: 32 to 64 bytes an entry.
 *
 * <p>A slot is where a fingerprint is or belongs, until the next {@link #put}.
 */
final class FingerprintTable {
    private long[] fingerprints;
    private int[] values;
    private int[] notes;
    private int size;

    FingerprintTable() {
        this(1024);
    }

    private FingerprintTable(int slots) {
        fingerprints = new long[slots];
        values = new int[slots];
        notes = new int[slots];
    }

    int find(long fingerprint) {
        int mask = fingerprints.length - 1;
        int slot = (int) fingerprint & mask;
        while (fingerprints[slot] != 0 && fingerprints[slot] != fingerprint) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    boolean contains(long fingerprint) {
        return fingerprints[find(fingerprint)] != 0;
    }

    /** 0 where the slot is free. */
    int value(int slot) {
        return values[slot];
    }

    int note(int slot) {
        return notes[slot];
    }

    /** Puts or replaces; the fingerprint is not 0. */
    void put(long fingerprint, int value, int note) {
        int slot = find(fingerprint);
        if (fingerprints[slot] == 0 && ++size * 2 > fingerprints.length) {
            grow();
            slot = find(fingerprint);
        }
        fingerprints[slot] = fingerprint;
        values[slot] = value;
        notes[slot] = note;
    }

    private void grow() {
        FingerprintTable larger = new FingerprintTable(fingerprints.length * 2);
        for (int i = 0; i < fingerprints.length; i++) {
            if (fingerprints[i] != 0) {
                int slot = larger.find(fingerprints[i]);
                larger.fingerprints[slot] = fingerprints[i];
                larger.values[slot] = values[i];
                larger.notes[slot] = notes[i];
            }
        }
        fingerprints = larger.fingerprints;
        values = larger.values;
        notes = larger.notes;
    }
}
