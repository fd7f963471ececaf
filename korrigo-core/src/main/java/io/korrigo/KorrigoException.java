package io.korrigo;

import org.jspecify.annotations.Nullable;

/**
 * Something that Korrigo could not do, with a message fit for the person who asked for it.
 *
 * <p>The message names the copy, task, page or line concerned by id or number, never a student by name.
 */
public class KorrigoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KorrigoException(String message) {
        super(message);
    }

    public KorrigoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
