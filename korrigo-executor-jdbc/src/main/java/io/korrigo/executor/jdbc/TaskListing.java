package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The query for tasks without a parent, those submitted last first. Each condition has an index in this order. */
final class TaskListing {
    private static final String ALL = "SELECT * FROM ${prefix}task WHERE parent IS NULL";
    private static final String BEFORE = " AND sequence < (SELECT sequence FROM ${prefix}task WHERE id = ?)";

    /**
     * A list runs along the order of submission, so a time becomes a place in it. Transactions that were long may have got
     * theirs out of order: an hour is left on both sides, and the time itself decides.
     */
    private static final Duration OUT_OF_ORDER = Duration.ofHours(1);

    private static final String SINCE = " AND submitted_at >= ? AND sequence >= (SELECT sequence FROM ${prefix}task"
            + " WHERE parent IS NULL AND submitted_at >= ? ORDER BY submitted_at FETCH FIRST ROW ONLY)";
    private static final String UNTIL = " AND submitted_at < ? AND sequence <= (SELECT sequence FROM ${prefix}task"
            + " WHERE parent IS NULL AND submitted_at < ? ORDER BY submitted_at DESC FETCH FIRST ROW ONLY)";

    private final Statements statements;

    TaskListing(Statements statements) {
        this.statements = statements;
    }

    List<TaskRow> list(Connection connection, Filter filter, int limit) throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder(ALL);
        if (filter.owner() != null) {
            sql.append(" AND owner = ?");
            values.add(filter.owner());
        }
        if (filter.kind() != null) {
            sql.append(" AND kind = ?");
            values.add(filter.kind());
        }
        TaskState state = filter.state();
        if (state != null) {
            // Spelled out, as the indexes have it.
            sql.append(" AND state = '").append(state.name()).append('\'');
            if (!state.ready()) {
                sql.append(" AND ").append(OpenTasks.OPEN);
            } else if (state != TaskState.SUCCESS) {
                sql.append(" AND ended_as = '").append(state.name()).append('\'');
            }
        }
        if (filter.subject() != null) {
            sql.append(" AND subject = ?");
            values.add(filter.subject());
        }
        Instant since = filter.since();
        if (since != null) {
            sql.append(SINCE);
            values.add(since.atOffset(ZoneOffset.UTC));
            values.add(since.minus(OUT_OF_ORDER).atOffset(ZoneOffset.UTC));
        }
        Instant until = filter.until();
        if (until != null) {
            sql.append(UNTIL);
            values.add(until.atOffset(ZoneOffset.UTC));
            values.add(until.plus(OUT_OF_ORDER).atOffset(ZoneOffset.UTC));
        }
        if (filter.before() != null) {
            sql.append(BEFORE);
            values.add(filter.before().value());
        }
        sql.append(" ORDER BY sequence DESC FETCH FIRST ? ROWS ONLY");
        values.add(limit);
        try (PreparedStatement statement = statements.prepare(connection, sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<TaskRow> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new TaskRow(rows));
                }
            }
            return found;
        }
    }
}
