package io.korrigo.executor.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Where a store takes the time from. */
interface StoreTime {
    /** The time in whole microseconds, as databases keep it. */
    Instant now(Connection connection) throws SQLException;
}
