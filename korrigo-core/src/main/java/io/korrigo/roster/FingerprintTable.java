package io.korrigo.roster;

/**
 * Open-addressing table from a fingerprint to two numbers, at most half full: 32 to 64 bytes an entry.
 *
 * <p>A slot is where a fingerprint is or belongs, until the next {@link #put}.
 */
final class FingerprintTable {
    /** Of each slot the fingerprint, then value and note in one number: a look costs one line of the cache. */
    private long[] slots;

    private int size;

    FingerprintTable() {
        this(1024);
    }

    private FingerprintTable(int count) {
        slots = new long[2 * count];
    }

    int find(long fingerprint) {
        int mask = slots.length - 1;
        int slot = (int) fingerprint << 1 & mask;
        while (slots[slot] != 0 && slots[slot] != fingerprint) {
            slot = slot + 2 & mask;
        }
        return slot;
    }

    boolean contains(long fingerprint) {
        return slots[find(fingerprint)] != 0;
    }

    /** 0 where the slot is free. */
    int value(int slot) {
        return (int) (slots[slot + 1] >>> 32);
    }

    int note(int slot) {
        return (int) slots[slot + 1];
    }

    /** Puts or replaces; the fingerprint is not 0. */
    void put(long fingerprint, int value, int note) {
        int slot = find(fingerprint);
        if (slots[slot] == 0 && ++size * 4 > slots.length) {
            grow();
            slot = find(fingerprint);
        }
        slots[slot] = fingerprint;
        slots[slot + 1] = (long) value << 32 | note & 0xFFFFFFFFL;
    }

    private void grow() {
        FingerprintTable larger = new FingerprintTable(slots.length);
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0) {
                int slot = larger.find(slots[i]);
                larger.slots[slot] = slots[i];
                larger.slots[slot + 1] = slots[i + 1];
            }
        }
        slots = larger.slots;
    }
}
