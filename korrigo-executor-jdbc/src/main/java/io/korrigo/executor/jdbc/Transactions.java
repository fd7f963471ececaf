package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in a transaction of its own, again when the database asks for that.
 *
 * <p>A data source may hand out a connection that is in the middle of a transaction of the calling thread, as one that
 * follows a host's transaction manager does. Such a connection isn't in auto-commit mode, and is neither committed nor
 * rolled back here: what needs a transaction of its own gets it on a thread of its own, where the host has none.
 */
final class Transactions {
    /** H2 2.4 finds deadlocks in microseconds and picks the same victim again, which five tries did not outlast. */
    private static final int TRIES = 20;
    /** The most that is waited before the second try, and so much more before each further one: a short transaction's time. */
    private static final long PAUSE_NANOS = 1_000_000;

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

    /**
     * Runs work that is committed when this returns.
     *
     * @throws TaskStoreException when the database failed; nothing was changed then
     * @throws IllegalArgumentException when no connection of the data source is in auto-commit mode
     */
    <T extends @Nullable Object> T run(Work<T> work) {
        return repeated(work, true, false);
    }

    /** {@link #run} for a single statement, which needs neither a transaction around it nor the round trips of one. */
    <T extends @Nullable Object> T runOne(Work<T> work) {
        return repeated(work, false, false);
    }

    /**
     * {@link #runOne} as part of the transaction that the data source says the calling thread is in, if it does: the host
     * commits it then, or rolls it back.
     */
    <T extends @Nullable Object> T joinOne(Work<T> work) {
        return repeated(work, false, true);
    }

    /** {@link #run} as {@link #joinOne} does. */
    <T extends @Nullable Object> T join(Work<T> work) {
        return repeated(work, true, true);
    }

    private <T extends @Nullable Object> T repeated(Work<T> work, boolean several, boolean joins) {
        for (int tries = 1; ; tries++) {
            boolean theirs = false;
            try (Connection connection = dataSource.getConnection()) {
                theirs = !connection.getAutoCommit();
                if (!theirs) {
                    return several ? inTransaction(connection, work) : work.on(connection);
                }
                if (joins) {
                    return work.on(connection);
                }
            } catch (SQLException failed) {
                // Nothing else can be done in a transaction that PostgreSQL has given up.
                if (theirs || tries == TRIES || !mayPass(failed)) {
                    throw new TaskStoreException("The database of the tasks failed", failed);
                }
            }
            if (theirs) {
                return besideTheirs(() -> repeated(work, several, joins));
            }
            // by lot, so that two who met don't meet again; the connection is handed back by now
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(tries * PAUSE_NANOS));
        }
    }

    /** Runs that on a thread which is in nobody's transaction. */
    private static <T extends @Nullable Object> T besideTheirs(Supplier<T> work) {
        if (Thread.currentThread() instanceof Beside) {
            throw new IllegalArgumentException("The data source hands out connections that are not in auto-commit mode;"
                    + " Korrigo can't tell them from those of a transaction of its host's. Give it a pool that leaves"
                    + " auto-commit on");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        new Beside(() -> {
                    try {
                        answer.complete(work.get());
                    } catch (Throwable failed) {
                        answer.completeExceptionally(failed);
                    }
                })
                .start();
        try {
            // Not given up on an interrupt: whether it was committed has to be known.
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /** A thread that nobody but us has begun a transaction on. */
    private static final class Beside extends Thread {
        Beside(Runnable work) {
            super(work, "korrigo-beside");
            setDaemon(true);
        }
    }

    /** Deadlocks and lost races: nobody is to blame, and the second try mostly passes. */
    private static boolean mayPass(SQLException failed) {
        String state = failed.getSQLState();
        return state != null
                && (state.startsWith("40") || state.equals(H2_LOCK_TIMEOUT) || state.equals(PLAN_OUTDATED));
    }

    private static <T extends @Nullable Object> T inTransaction(Connection connection, Work<T> work)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            Dialect.of(connection).limitTransaction(connection);
            T answer = work.on(connection);
            connection.commit();
            return answer;
        } catch (SQLException | RuntimeException | Error failed) {
            rollBack(connection, failed);
            throw failed;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
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
