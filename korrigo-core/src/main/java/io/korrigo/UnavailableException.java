package io.korrigo;

import org.jspecify.annotations.Nullable;

/**
 * Something that Korrigo stands on, such as the host's database, does not answer now; the same call may work later.
 *
 * <p>Ports throw it for outages, and other {@link KorrigoException}s for faults that waiting doesn't mend.
 */
public class UnavailableException extends KorrigoException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
