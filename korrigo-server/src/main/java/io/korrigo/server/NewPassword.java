package io.korrigo.server;

import io.korrigo.InvalidInputException;
import java.util.Locale;

/**
 * What a password has to be that somebody chooses. Length alone, as NIST SP 800-63B advises: rules about kinds of characters make
 * people write them down or count up.
 */
final class NewPassword {
    /** Characters: with attempts slowed down, far more than can be tried. */
    private static final int SHORTEST = 12;

    private static final int LONGEST = 200;
    /** Fewer different ones are a pattern. */
    private static final int DIFFERENT = 5;

    private NewPassword() {}

    /** @throws InvalidInputException when it won't do, which says why without repeating it */
    static void check(String password, String username, String current) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new InvalidInputException("new_password has " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (password.chars().distinct().count() < DIFFERENT) {
            throw new InvalidInputException("new_password has " + DIFFERENT + " different characters or more");
        }
        if (password.equals(current) || password.toLowerCase(Locale.ROOT).contains(username)) {
            throw new InvalidInputException("new_password is another one, and doesn't hold the user name");
        }
    }
}
