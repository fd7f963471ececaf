package io.korrigo.host.jdbc;

import io.korrigo.KorrigoException;
import io.korrigo.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the database library's exceptions into Korrigo's, once and for all stores: a database that doesn't answer is {@link
 * UnavailableException}. What the library and the driver say may quote a row, and a row may be a student: only their kind, SQL
 * state and stack are kept.
 */
public final class Storage {
    /** Connection exceptions, operator intervention and too many connections, as PostgreSQL has them. */
    private static final Set<String> AWAY = Set.of("08", "57");

    private static final Set<String> AWAY_EXACTLY = Set.of(
            "53300",
            // H2: I/O error, I/O error, connection broken, database closed, closing
            "90028",
            "90031",
            "90067",
            "90098",
            "90121");

    private Storage() {}

    /**
     * Does it.
     *
     * @param what as it follows "The database could not"
     * @throws UnavailableException when the database doesn't answer
     * @throws KorrigoException when it refuses
     */
    public static <T> T call(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException failure) {
            SQLException sql = sql(failure);
            return fail(what, failure, sql);
        }
    }

    /** {@link #call} for what has no answer. */
    public static void run(String what, Runnable work) {
        call(what, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    private static <T> T fail(String what, JdbiException failure, @Nullable SQLException sql) {
        SQLException muted = new SQLException(
                (sql == null ? failure : sql).getClass().getName(),
                sql == null ? null : sql.getSQLState(),
                sql == null ? 0 : sql.getErrorCode());
        muted.setStackTrace((sql == null ? failure : sql).getStackTrace());
        if (failure instanceof ConnectionException || sql != null && isAway(sql)) {
            throw new UnavailableException("The database does not answer: it could not " + what, muted);
        }
        throw new KorrigoException("The database could not " + what, muted);
    }

    private static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException
                || AWAY.contains(state.substring(0, Math.min(2, state.length())))
                || AWAY_EXACTLY.contains(state);
    }

    private static @Nullable SQLException sql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** Whether the database answered with an SQL state of this class, the first two characters. */
    static boolean isOfClass(Throwable failure, String sqlClass) {
        SQLException sql = sql(failure);
        return sql != null && String.valueOf(sql.getSQLState()).startsWith(sqlClass);
    }

    /** Whether a unique constraint refused it. */
    public static boolean isUniqueViolation(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
