package io.korrigo.bench.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A database that all nodes of a round use, and that comes back at the same address when it was restarted.
 *
 * <p><b>Threads:</b> for one thread.
 */
interface SharedDatabase extends AutoCloseable {
    /** Which database. */
    enum Kind {
        POSTGRES,
        /** Served over TCP by the process of the kill test, since H2 itself is a library. */
        H2
    }

    /** @param folder empty or not there yet */
    static SharedDatabase start(Kind kind, Path folder) throws IOException, SQLException {
        return kind == Kind.POSTGRES ? new RestartablePostgres(folder) : new RestartableH2(folder);
    }

    /** Where a node connects under a name by which {@link WriteLog} knows who it is. */
    String url(String name) throws SQLException;

    /** Without a pool, which would have to notice each restart. */
    DataSource dataSource() throws SQLException;

    /** Begins to note every write to the table of tasks in {@code kill_test_write}, which is there. */
    void noteWrites() throws SQLException;

    /** Stops it as an administrator does, which cuts every connection, and starts it again. */
    void restart() throws IOException, SQLException;

    /** Has it recover from an accident, where it can have one; restarts it otherwise. */
    void crash() throws IOException, InterruptedException, SQLException;

    @Override
    void close() throws IOException;
}
