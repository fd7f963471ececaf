package io.korrigo.exam;

/**
 * What a student signs in with: a user name, and the hash of a password.
 *
 * @param username lower case, unique among all accounts; not blank, at most 150 characters
 * @param studentId whose it is; a student has one account at most
 * @param passwordHash as the host's {@code PasswordHasher} encodes it; never a password
 */
public record Account(String username, String studentId, String passwordHash) {
    /** @throws IllegalArgumentException when a component is blank or the name too long */
    public Account {
        if (username.isBlank() || username.length() > 150 || studentId.isBlank() || passwordHash.isBlank()) {
            throw new IllegalArgumentException(
                    "An account has a user name of 1 to 150 characters, a student and a hash");
        }
    }

    /** Keeps personal data and hashes out of logs: the student's id only. */
    @Override
    public String toString() {
        return "Account[" + studentId + "]";
    }
}
