package io.korrigo.exam;

import java.util.Objects;

/**
 * A new account with its first password, which was sealed with a key that the store doesn't know.
 *
 * @param sealedPassword text of at most 500 characters, opaque to the store
 */
public record IssuedAccount(Account account, String sealedPassword) {
    public IssuedAccount {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(sealedPassword, "sealedPassword");
    }

    @Override
    public String toString() {
        return "IssuedAccount[" + account.studentId() + "]";
    }
}
