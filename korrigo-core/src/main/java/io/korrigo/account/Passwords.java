package io.korrigo.account;

import java.util.random.RandomGenerator;

/**
 * First passwords that a pupil can copy from paper: 15 letters and digits of fifty that can't be taken for one another,
 * 84 bits.
 */
public final class Passwords {
    /** Without I l 1, O o 0, S 5, Z 2, B 8. */
    private static final String ALPHABET = "ACDEFGHJKLMNPQRTUVWXYabcdefghijkmnpqrstuvwxyz34679";

    private static final int LENGTH = 15;

    private Passwords() {}

    /** A new one. */
    public static String generate(RandomGenerator random) {
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** Entropy of a password, in bits. */
    static double bits() {
        return LENGTH * Math.log(ALPHABET.length()) / Math.log(2);
    }
}
