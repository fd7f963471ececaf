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

    private record Reading(Instant time, long nanos) {}

    private final Database database;
    private volatile Reading last;

    DatabaseTime(Database database, Connection connection) throws SQLException {
        this.database = database;
        this.last = read(connection);
    }

    Database database() {
        return database;
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        if (System.nanoTime() - last.nanos > TRUSTED.toNanos()) {
            last = read(connection);
        }
        return now();
    }

    /** As of the last time that somebody asked the database. */
    Instant now() {
        Reading reading = last;
        return reading.time.plusNanos(System.nanoTime() - reading.nanos).truncatedTo(ChronoUnit.MICROS);
    }

    private Reading read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(database.selectTime)) {
            row.next();
            return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), System.nanoTime());
        }
    }
}
