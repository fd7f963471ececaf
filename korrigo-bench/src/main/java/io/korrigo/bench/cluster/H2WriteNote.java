package io.korrigo.bench.cluster;

import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.h2.api.Trigger;

/** The note that H2 takes of each write to a task, as {@link WriteLog} has PostgreSQL take it; H2 creates it by the name of its class. */
public final class H2WriteNote implements Trigger {
    private static final String INSERT = """
            INSERT INTO kill_test_write
                (at, node, task, kind, was_attempt, attempt, was_claimed, claimed, was_state, state, changed)
            VALUES (?, CURRENT_USER, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Map<String, Integer> columns = new HashMap<>();

    /** Made by H2. */
    public H2WriteNote() {}

    /** What H2 calls the user under whose name a node connects. */
    static String user(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public void init(Connection connection, String schema, String trigger, String table, boolean before, int type)
            throws SQLException {
        try (ResultSet column = connection.getMetaData().getColumns(null, schema, table, null)) {
            while (column.next()) {
                columns.put(
                        column.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                        column.getInt("ORDINAL_POSITION") - 1);
            }
        }
    }

    @Override
    public void fire(Connection connection, Object[] was, Object[] is) throws SQLException {
        boolean changed = Stream.of("state", "result", "error", "progress_current")
                .anyMatch(name -> !Objects.equals(text(of(was, name)), text(of(is, name))));
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Object[] values = {
                OffsetDateTime.now(ZoneOffset.UTC),
                of(is, "id"),
                of(is, "kind"),
                of(was, "attempt"),
                of(is, "attempt"),
                of(was, "claimed"),
                of(is, "claimed"),
                of(was, "state"),
                of(is, "state"),
                changed
            };
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private Object of(Object[] row, String column) {
        return row[Objects.requireNonNull(columns.get(column), column)];
    }

    /** Long texts come as streams of their own each time. */
    private static String text(Object value) {
        return value instanceof Clob clob ? read(clob) : String.valueOf(value);
    }

    private static String read(Clob clob) {
        try {
            return clob.getSubString(1, (int) clob.length());
        } catch (SQLException unreadable) {
            throw new IllegalStateException("A text of a task can't be read", unreadable);
        }
    }
}
