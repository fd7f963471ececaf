package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that an acknowledged task outlasts the kill of its process, whoever made the tables and opens connections.
 *
 * <p>H2 keeps one setting for the whole database, and each new connection whose URL has a WRITE_DELAY changes it.
 */
final class CommitDurability {
    private static final Logger LOG = LoggerFactory.getLogger(CommitDurability.class);

    private final DataSource dataSource;
    private final Database database;

    CommitDurability(DataSource dataSource, Database database) {
        this.dataSource = dataSource;
        this.database = database;
    }

    /** @throws TaskStoreException when the data source's connections take it away */
    void require() {
        if (database != Database.H2) {
            return;
        }
        try (Connection held = dataSource.getConnection();
                // While the first is held, a pool has to open another one unless it has some to spare.
                Connection another = dataSource.getConnection()) {
            if (!database.commitsAreDurable(held) || !database.commitsAreDurable(another)) {
                throw new TaskStoreException(
                        "H2 would lose the last commits when this process is killed: the JDBC URL sets another"
                                + " WRITE_DELAY than 0; leave it out of the URL",
                        null);
            }
            warnOfAnUntriedVersion(held);
        } catch (SQLException failed) {
            throw new TaskStoreException("The database of the tasks failed", failed);
        }
    }

    private static void warnOfAnUntriedVersion(Connection connection) throws SQLException {
        H2Version version = H2Version.of(connection);
        if (Database.keepsAFile(connection) && !version.isKnownToKeep()) {
            LOG.warn(
                    "Nobody has tried whether H2 {} keeps its last commits when its process is killed; docs/engine.md"
                            + " says how",
                    version.number());
        }
    }

    /** Takes back what a connection has changed since. */
    void keep() {
        if (database != Database.H2) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            if (database.makeCommitsDurable(connection)) {
                LOG.warn("A connection made H2 lose the last commits of a killed process; leave WRITE_DELAY out of JDBC"
                        + " URLs");
            }
        } catch (SQLException failed) {
            throw new TaskStoreException("The database of the tasks failed", failed);
        }
    }
}
