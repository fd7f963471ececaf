package io.korrigo.bench.engine;

import java.sql.SQLException;

/** What runs no-ops: Korrigo, or db-scheduler alone. */
interface Engine extends AutoCloseable {
    /** How the table of figures calls it. */
    String name();

    /** Stores one task; returns when it is committed. */
    void submit(long number);

    /** Whether every task has run and all that is kept of it is written. */
    boolean idle() throws SQLException;

    @Override
    void close();
}
