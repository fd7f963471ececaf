package io.korrigo.host.jdbc;

import java.sql.JDBCType;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an erasure waiting until what names the student is there to be found, or waits for it and finds nobody: who writes a
 * student's id into another table holds the student's row until the commit, and takes it before the rows of copies, as an erasure does.
 *
 * <p>A host's column of ids may be of texts, whole numbers or UUIDs.
 */
final class HeldStudents {
    private static final int DIGITS = 18; // of any number that a long holds

    private final String query;
    private final String none;
    private volatile @Nullable JDBCType type;

    HeldStudents(StudentTable table) {
        String ids = "select " + table.id() + " from " + table.name();
        this.query = ids + " where " + table.id() + " in (<ids>) order by " + table.id() + " for update";
        this.none = ids + " where 1 = 0";
    }

    /** Whether the student is there, and stays until this transaction's end. */
    boolean hold(Handle handle, String id) {
        return !hold(handle, Set.of(id)).isEmpty();
    }

    /** Those who are there, and stay until this transaction's end; taken in one order, so that no two wait for each other. */
    Set<String> hold(Handle handle, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        JDBCType column = type(handle);
        List<Object> possible = ids.stream()
                .map(id -> value(column, id))
                .filter(Objects::nonNull)
                .toList();
        return possible.isEmpty()
                ? Set.of()
                : handle.createQuery(query)
                        .bindList("ids", possible)
                        .map((row, context) -> row.getString(1))
                        .collectIntoSet();
    }

    /** An id as the column holds it, or null where it can't hold it: nobody has that id. */
    private static @Nullable Object value(JDBCType column, String id) {
        return switch (column) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, DECIMAL ->
                id.matches("0|[1-9][0-9]{0," + (DIGITS - 1) + "}") ? Long.valueOf(id) : null;
            case OTHER, BINARY -> uuid(id);
            default -> id;
        };
    }

    private static @Nullable UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private JDBCType type(Handle handle) {
        JDBCType known = type;
        if (known == null) {
            known = handle.createQuery(none)
                    .scanResultSet((rows, context) ->
                            JDBCType.valueOf(rows.get().getMetaData().getColumnType(1)));
            type = known;
        }
        return known;
    }
}
