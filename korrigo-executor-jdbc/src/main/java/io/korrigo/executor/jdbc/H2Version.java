package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * The version of an H2 that keeps a file, and what is known of it.
 *
 * <p>Versions are judged by trial: after each of some hundred commits a copy of the file must hold that commit. Those that
 * failed are refused by number, for H2 itself acknowledges what it loses; of others nothing is known until they are tried.
 */
record H2Version(String number) {
    // Once the file reuses space, its header names the chunk before the last one, whatever WRITE_DELAY is.
    private static final Set<String> LOSE = Set.of("2.5.252");
    private static final Set<String> KEEP = Set.of("2.3.232", "2.4.240");
    private static final String ADVISED = "2.4.240";

    /** Which version that is: the server's, where the URL leads to one. */
    static H2Version of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT H2VERSION()")) {
            row.next();
            return new H2Version(row.getString(1));
        }
    }

    /** @throws TaskStoreException when it is known to lose what it has acknowledged */
    void requireNoKnownLoss() {
        if (LOSE.contains(number)) {
            throw new TaskStoreException(
                    "H2 " + number + " loses commits that it has acknowledged when its process is killed: put H2 "
                            + ADVISED + " in its place, which reads its files",
                    null);
        }
    }

    /** Whether it was tried, and kept everything. */
    boolean isKnownToKeep() {
        return KEEP.contains(number);
    }
}
