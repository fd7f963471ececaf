package io.korrigo;

import org.jspecify.annotations.Nullable;

/**
 * Input that can never work: trying again gives the same answer, so no task retries it.
 *
 * <p>The message says what is wrong, where, and what to do about it.
 */
public class InvalidInputException extends KorrigoException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
