package io.korrigo.task;

import io.korrigo.KorrigoException;
import org.jspecify.annotations.Nullable;

/** Storage failed; the call had no effect and may be tried again. */
public final class TaskStoreException extends KorrigoException {
    private static final long serialVersionUID = 1L;

    public TaskStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
