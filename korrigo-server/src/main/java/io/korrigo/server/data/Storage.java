package io.korrigo.server.data;

import io.korrigo.KorrigoException;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** Turns the database library's exceptions into Korrigo's, once and for all stores. */
final class Storage {
    private Storage() {}

    static <T> T call(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException failure) {
            // The message of the driver may quote a row, and a row may be a student: it stays in the cause.
            throw new KorrigoException("The database could not " + what, failure);
        }
    }

    static void run(String what, Runnable work) {
        call(what, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
