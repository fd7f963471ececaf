package io.korrigo.testkit.pages;

import java.text.Normalizer;

/**
 * What a pupil put into one box.
 *
 * @param character a capital with or without accent, a digit, '-', ''' or a space for nothing
 * @param crossedOut whether it was struck out
 */
record BoxContent(char character, boolean crossedOut) {
    static final BoxContent EMPTY = new BoxContent(' ', false);

    BoxContent {
        if (!isWritable(character)) {
            throw new IllegalArgumentException("Nothing to write into a box: U+" + Integer.toHexString(character));
        }
    }

    static boolean isWritable(char c) {
        return " -'".indexOf(c) >= 0
                || c >= '0' && c <= '9'
                || "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÑÃÕÁÍÓÚ".indexOf(c) >= 0
                || c >= 'A' && c <= 'Z';
    }

    /** The letter under the accent of {@code c}, a space where there is none from A to Z. */
    static char baseLetter(char c) {
        char base = c == 'Ø'
                ? 'O'
                : c == 'Ł'
                        ? 'L'
                        : Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD)
                                .charAt(0);
        return isWritable(base) ? base : ' ';
    }

    char baseLetter() {
        return baseLetter(character);
    }

    /** The combining mark on the letter, or 0. */
    char accent() {
        String parts = Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFD);
        return parts.length() > 1 ? parts.charAt(1) : 0;
    }

    /** In the spelling of {@link HeaderText}. */
    String text() {
        return (crossedOut ? "#" : "") + character;
    }
}
