package io.korrigo.executor.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The database's time, asked for now and then and counted on by this machine's monotonic clock in between: nodes agree on
 * what is due even when the wall clock of one is wrong or is set.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class DatabaseTime implements StoreTime {
    private static final Duration TRUSTED = Duration.ofSeconds(10);

    /** The answer takes its way, now longer, now shorter: what seems to have gone back by less than this has not. */
    private static final Duration UNSURE = Duration.ofMillis(500);

    private record Reading(Instant time, long nanos) {
        Instant at(long later) {
            return time.plusNanos(later - nanos);
        }

        /** This reading, or where the earlier one has got to if that is a little later. */
        Reading notBefore(Reading earlier) {
            Instant expected = earlier.at(nanos);
            boolean back = time.isBefore(expected) && time.plus(UNSURE).isAfter(expected);
            return back ? new Reading(expected, nanos) : this;
        }
    }

    private final Dialect dialect;
    private volatile Reading last;

    DatabaseTime(Dialect dialect, Connection connection) throws SQLException {
        this.dialect = dialect;
        this.last = read(connection);
    }

    Dialect dialect() {
        return dialect;
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        if (System.nanoTime() - last.nanos > TRUSTED.toNanos()) {
            readAgain(connection);
        }
        return now();
    }

    /** As of the last time that somebody asked the database. */
    Instant now() {
        Reading reading = last;
        return reading.at(System.nanoTime()).truncatedTo(ChronoUnit.MICROS);
    }

    private synchronized void readAgain(Connection connection) throws SQLException {
        if (System.nanoTime() - last.nanos > TRUSTED.toNanos()) {
            // A task that is due must not be found to be due later.
            last = read(connection).notBefore(last);
        }
    }

    private Reading read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(dialect.selectTime())) {
            row.next();
            return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), System.nanoTime());
        }
    }
}
