package io.korrigo.executor.jdbc;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import java.sql.Connection;

/**
 * Takes tasks as part of a host's transaction; what a host names in its own code and replaces in its tests.
 *
 * <p><b>Threads:</b> safe for concurrent use, each connection by one thread.
 */
@FunctionalInterface
public interface TransactionalSubmission {
    /**
     * Submits as part of the caller's transaction: the task exists if and when that commits, and is picked up at once by
     * this node's workers. A repeated idempotency key leaves the transaction usable. No other connection is taken, so a host
     * may have all of its pool in such transactions.
     *
     * @param connection neither committed nor closed here
     * @throws io.korrigo.task.TaskQueueFullException when the backlog is at its limit and the key, if any, is a new one
     * @throws io.korrigo.task.TaskStoreException when the database failed; roll back
     */
    TaskSnapshot submit(Connection connection, Submission<?> submission);
}
