package io.korrigo.rest;

import io.korrigo.KorrigoException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failure to be logged: its kinds and its stack, without what it says where that may quote a row, a parameter or a file, as
 * messages of databases and parsers do.
 */
final class MutedTrace extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 10;

    private MutedTrace(Throwable failure, @Nullable Throwable cause) {
        super(name(failure), cause);
        setStackTrace(failure.getStackTrace());
    }

    static MutedTrace of(Throwable failure) {
        return of(failure, DEEPEST);
    }

    private static MutedTrace of(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return new MutedTrace(failure, cause == null || depth == 0 ? null : of(cause, depth - 1));
    }

    /** The same in one line without stacks. */
    static String line(Throwable failure) {
        StringBuilder line = new StringBuilder(name(failure));
        Throwable cause = failure.getCause();
        for (int depth = DEEPEST; cause != null && depth > 0; depth--) {
            line.append(", from ").append(name(cause));
            cause = cause.getCause();
        }
        return line.toString();
    }

    /** Korrigo's own messages hold ids and numbers only. */
    private static String name(Throwable failure) {
        String name = failure.getClass().getName();
        if (failure instanceof KorrigoException) {
            return name + ": " + failure.getMessage();
        }
        return failure instanceof SQLException sql ? name + ", SQL state " + sql.getSQLState() : name;
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
