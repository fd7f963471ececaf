package io.korrigo.account;

/**
 * Turns passwords into what may be stored.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public interface PasswordHasher {
    /** A hash of the password with a salt of its own and all that {@link #verify} needs, as text of at most 255 characters. */
    String hash(String password);

    /** Whether the hash was made from the password; false for a hash that isn't understood. */
    boolean verify(String password, String hash);
}
