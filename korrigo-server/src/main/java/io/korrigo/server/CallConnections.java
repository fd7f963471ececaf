package io.korrigo.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.Filter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A pool whose connections don't wait for a silent database while a call is answered: whoever calls hears of it in time and may
 * come again. Tasks wait longer, because a task that is run again costs more than one that waits.
 *
 * <p>A database that is gone refuses connections; one that hangs, or a network that swallows packets, says nothing at all.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class CallConnections extends HikariDataSource {
    /** Of silence, in the middle of a call, whose statements find rows by their keys: with the pool's own wait below three seconds. */
    private static final Duration BEARABLE = Duration.ofMillis(2_000);

    private static final ThreadLocal<Boolean> ANSWERS = ThreadLocal.withInitial(() -> false);

    CallConnections(HikariConfig config) {
        super(config);
    }

    /** What tells a thread's connections that it answers a call. */
    static Filter filter() {
        return (request, response, rest) -> {
            ANSWERS.set(true);
            try {
                rest.doFilter(request, response);
            } finally {
                ANSWERS.remove();
            }
        };
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        if (ANSWERS.get()) {
            try {
                // The pool sets it back when the connection returns.
                connection.setNetworkTimeout(Runnable::run, (int) BEARABLE.toMillis());
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        }
        return connection;
    }
}
