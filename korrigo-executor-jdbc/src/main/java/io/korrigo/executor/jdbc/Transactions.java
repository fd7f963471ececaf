package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs work in a transaction of its own, again when the database asks for that. */
final class Transactions {
    private static final int TRIES = 5;
    private static final String H2_LOCK_TIMEOUT = "HYT00";
    // PostgreSQL, when an upgrade has added a column to a table since the statement was planned.
    private static final String PLAN_OUTDATED = "0A000";

    /** Work on one connection; it may run several times, each time from the start. */
    interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;

    Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @throws TaskStoreException when the database failed; nothing was changed then */
    <T extends @Nullable Object> T run(Work<T> work) {
        return repeated(() -> inTransaction(work));
    }

    /**
     * {@link #run} for a query, or for a single statement that changes data: neither needs a transaction around it, nor
     * the round trips of one.
     */
    <T extends @Nullable Object> T runOne(Work<T> work) {
        return repeated(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return connection.getAutoCommit() ? work.on(connection) : inTransaction(work);
            }
        });
    }

    private interface Try<T extends @Nullable Object> {
        T once() throws SQLException;
    }

    private static <T extends @Nullable Object> T repeated(Try<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.once();
            } catch (SQLException failed) {
                if (tries == TRIES || !mayPass(failed)) {
                    throw new TaskStoreException("The database of the tasks failed", failed);
                }
            }
        }
    }

    /** Deadlocks and lost races: nobody is to blame, and the second try mostly passes. */
    private static boolean mayPass(SQLException failed) {
        String state = failed.getSQLState();
        return state != null
                && (state.startsWith("40") || state.equals(H2_LOCK_TIMEOUT) || state.equals(PLAN_OUTDATED));
    }

    private <T extends @Nullable Object> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                Database.of(connection).limitTransaction(connection);
                T answer = work.on(connection);
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException | Error failed) {
                rollBack(connection, failed);
                throw failed;
            } finally {
                if (!connection.isClosed()) {
                    connection.setAutoCommit(autoCommit);
                }
            }
        }
    }

    private static void rollBack(Connection connection, Throwable failed) {
        try {
            connection.rollback();
        } catch (SQLException brokenToo) {
            failed.addSuppressed(brokenToo);
        }
    }
}
