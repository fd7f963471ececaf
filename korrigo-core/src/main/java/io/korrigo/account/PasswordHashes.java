package io.korrigo.account;

/**
 * Hashes new passwords with Argon2id, and verifies these, Django's Argon2id and Django's PBKDF2, so that the accounts of the
 * original Korrigo keep working.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class PasswordHashes implements PasswordHasher {
    private final Argon2Hasher argon2;

    /** Makes new hashes with {@code argon2}. */
    public PasswordHashes(Argon2Hasher argon2) {
        this.argon2 = argon2;
    }

    @Override
    public String hash(String password) {
        return argon2.hash(password);
    }

    @Override
    public boolean verify(String password, String hash) {
        return hash.startsWith("pbkdf2_sha256$") ? DjangoPbkdf2.verify(password, hash) : argon2.verify(password, hash);
    }
}
