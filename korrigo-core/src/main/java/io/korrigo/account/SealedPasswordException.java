package io.korrigo.account;

import io.korrigo.KorrigoException;
import org.jspecify.annotations.Nullable;

/** A sealed password doesn't open: it was sealed with another key, for something else, or changed since. */
public final class SealedPasswordException extends KorrigoException {
    private static final long serialVersionUID = 1L;

    SealedPasswordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
