package io.korrigo.host;

import io.korrigo.KorrigoException;
import io.korrigo.UnavailableException;
import io.korrigo.exam.StudentStore.Turn;
import io.korrigo.exam.StudentStore.TurnWork;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The turn of a {@link io.korrigo.exam.StudentStore} as a locked row of a table, in a transaction and on a connection of its own, whatever
 * transaction the caller is in: the database lets go of it when the process dies, PostgreSQL also after a minute's silence of a
 * suspended one.
 *
 * <p>Two imports of one new student that met each found nobody and stored two, as when a button is pressed twice. A unique index on
 * name and birth date would forbid true namesakes. Waiting imports look twenty times a second.
 *
 * <p><b>Threads:</b> for one thread.
 */
public final class RowTurn implements Turn, AutoCloseable {
    /** Much longer than the silence that {@link Turn#keep} allows. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final long BETWEEN_SIGNS = Duration.ofSeconds(1).toNanos();

    private final Connection connection;
    private long lastSign = System.nanoTime();

    /** Where connections come from, such as {@code dataSource::getConnection}. */
    @FunctionalInterface
    public interface Connections {
        /** One that nobody else uses, in auto-commit mode. */
        Connection open() throws SQLException;
    }

    private RowTurn(Connection connection) {
        this.connection = connection;
    }

    /**
     * Does the work of {@link io.korrigo.exam.StudentStore#inTurn}.
     *
     * @param table of one row and a column {@code id}, for turns of one kind, as the host's own SQL spells it
     * @return empty while somebody else has the turn
     * @throws UnavailableException when the database doesn't answer
     * @throws KorrigoException when there is no such table
     * @throws E what the work throws
     */
    public static <R, E extends Exception> Optional<R> run(Connections connections, String table, TurnWork<R, E> work)
            throws E {
        RowTurn turn = take(connections, table);
        if (turn == null) {
            return Optional.empty();
        }
        try (turn) {
            return Optional.of(work.run(turn));
        }
    }

    private static @Nullable RowTurn take(Connections connections, String table) {
        try {
            Connection connection = connections.open();
            boolean taken = false;
            try {
                connection.setAutoCommit(false);
                taken = lock(connection, table);
                return taken ? new RowTurn(connection) : null;
            } finally {
                if (!taken) {
                    letGo(connection);
                }
            }
        } catch (SQLException failure) {
            if (String.valueOf(failure.getSQLState()).startsWith("42")) {
                throw new KorrigoException("There is no table " + table + " with a column id to be locked", failure);
            }
            throw away("begin", failure);
        }
    }

    private static boolean lock(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                // A node that was suspended must not keep the others waiting for good.
                statement.execute("set local idle_in_transaction_session_timeout = " + SILENCE.toMillis());
            }
            try (ResultSet row = statement.executeQuery("select id from " + table + " for update skip locked")) {
                return row.next();
            }
        }
    }

    private static UnavailableException away(String what, SQLException failure) {
        return new UnavailableException("The database does not answer: it could not " + what + " an import", failure);
    }

    @Override
    public void keep() {
        if (System.nanoTime() - lastSign < BETWEEN_SIGNS) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException lost) {
            throw away("go on with", lost);
        }
        lastSign = System.nanoTime();
    }

    @Override
    public void close() {
        try {
            letGo(connection);
        } catch (SQLException lost) {
            throw away("end", lost);
        }
    }

    /** Gives the connection back though the database may be gone. */
    private static void letGo(Connection connection) throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
