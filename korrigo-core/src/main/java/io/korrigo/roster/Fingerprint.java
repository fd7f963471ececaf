package io.korrigo.roster;

/**
 * 64 bits that stand for a text. Two different texts of a million share them with a chance of 3 in 10^8; what must never be
 * mistaken is compared itself after its fingerprint was found.
 */
final class Fingerprint {
    private Fingerprint() {}

    /** Never 0. */
    static long of(CharSequence text) {
        // FNV-1a.
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The finaliser of MurmurHash3, but never 0. */
    static long mix(long hash) {
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
