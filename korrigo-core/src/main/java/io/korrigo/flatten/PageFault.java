package io.korrigo.flatten;

import org.jspecify.annotations.Nullable;

/** Why one page can't be used; the flattener adds which page of which copy it is. */
final class PageFault extends Exception {
    private static final long serialVersionUID = 1L;

    PageFault(String message) {
        super(message);
    }

    PageFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
