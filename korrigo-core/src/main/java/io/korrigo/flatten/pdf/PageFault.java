package io.korrigo.flatten.pdf;

import org.jspecify.annotations.Nullable;

/** Why one page can't be used; the flattener adds which page of which copy it is. */
public final class PageFault extends Exception {
    private static final long serialVersionUID = 1L;

    public PageFault(String message) {
        super(message);
    }

    public PageFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
