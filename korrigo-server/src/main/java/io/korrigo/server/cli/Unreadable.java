package io.korrigo.server.cli;

import io.korrigo.KorrigoException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a page could not be read, in one line for the person who scanned it. */
final class Unreadable {
    private Unreadable() {}

    static String of(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
        if (failure instanceof KorrigoException) {
            return message;
        }
        if (failure instanceof NoSuchFileException) {
            return "the file is gone";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission to read the file";
        }
        return "can't be read (" + failure.getClass().getSimpleName() + ": " + message + ")";
    }
}
