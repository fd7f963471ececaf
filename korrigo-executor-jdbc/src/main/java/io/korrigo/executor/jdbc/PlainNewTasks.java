package io.korrigo.executor.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Stores a new task and its ticket one after the other; nobody listens. */
record PlainNewTasks(TaskTable tasks, TicketTable tickets) implements NewTasks {
    @Override
    public boolean isOneStatement() {
        return false;
    }

    @Override
    public boolean insert(Connection connection, TaskRow row, @Nullable String key, boolean notify)
            throws SQLException {
        boolean absent = tasks.insertIfAbsent(connection, row, key);
        if (absent) {
            tickets.add(connection, row);
        }
        return absent;
    }
}
