package io.korrigo.identify.print;

import io.korrigo.exam.PageRegion;
import java.text.Normalizer;

/**
 * One printed character, or the space between two words.
 *
 * @param character as printed, one UTF-16 unit
 * @param confidence of the recogniser, 0 to 1; 1 for a space
 * @param region where it stands in the picture that was read
 */
record PrintedSign(char character, double confidence, PageRegion region) {
    /** The character without its accent, letters as capitals: A to Z, a digit, or the character itself. */
    char plain() {
        char base = Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFD)
                .charAt(0);
        return Character.toUpperCase(base);
    }

    boolean isSpace() {
        return character == ' ';
    }

    boolean isLetter() {
        return plain() >= 'A' && plain() <= 'Z';
    }

    boolean isDigit() {
        return character >= '0' && character <= '9';
    }
}
