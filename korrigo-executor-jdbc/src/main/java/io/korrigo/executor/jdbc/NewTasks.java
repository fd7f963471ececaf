package io.korrigo.executor.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Stores new tasks without a parent, each with its ticket: how depends on the database. */
interface NewTasks {
    /** Whether {@link #insert} is a single statement, which needs no transaction around it. */
    boolean isOneStatement();

    /**
     * Stores a task and its ticket.
     *
     * @param notify whether to wake all nodes when the transaction commits, where they listen
     * @return false when the owner has used the key before; the transaction stays usable
     */
    boolean insert(Connection connection, TaskRow row, @Nullable String key, boolean notify) throws SQLException;
}
