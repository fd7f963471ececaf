package io.korrigo.server.data;

import io.korrigo.exam.StudentStore.Turn;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A locked row, in a transaction and on a connection of its own: the database lets go of it when the process dies.
 *
 * <p>Two imports of one new student that met each found nobody and stored two, as when a button is pressed twice. A
 * unique index on name and birth date would forbid true namesakes. The lock is on a connection of its own, which the
 * database frees when the process dies, PostgreSQL also after a minute's silence of a suspended one; waiting imports
 * look twenty times a second.
 */
final class ImportTurn implements Turn {
    /** Much longer than the silence that {@link Turn#keep} allows. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final long BETWEEN_SIGNS = Duration.ofSeconds(1).toNanos();

    private final Handle handle;
    private long lastSign = System.nanoTime();

    private ImportTurn(Handle handle) {
        this.handle = handle;
    }

    static Optional<Turn> take(Jdbi jdbi) {
        Handle handle = jdbi.open();
        boolean taken = false;
        try {
            handle.begin();
            if (isPostgres(handle)) {
                // A node that was suspended must not keep the others waiting for good.
                handle.execute("set local idle_in_transaction_session_timeout = " + SILENCE.toMillis());
            }
            taken = handle.createQuery("select id from korrigo_import_turn for update skip locked")
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            return taken ? Optional.of(new ImportTurn(handle)) : Optional.empty();
        } finally {
            if (!taken) {
                letGo(handle);
            }
        }
    }

    private static boolean isPostgres(Handle handle) {
        try {
            return handle.getConnection().getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException failure) {
            throw new ConnectionException(failure);
        }
    }

    @Override
    public void keep() {
        if (System.nanoTime() - lastSign < BETWEEN_SIGNS) {
            return;
        }
        Storage.run("go on with an import", () -> handle.execute("select 1"));
        lastSign = System.nanoTime();
    }

    @Override
    public void close() {
        Storage.run("end an import", () -> letGo(handle));
    }

    /** Gives the connection back though the database may be gone. */
    private static void letGo(Handle handle) {
        try (handle) {
            handle.rollback();
        }
    }
}
