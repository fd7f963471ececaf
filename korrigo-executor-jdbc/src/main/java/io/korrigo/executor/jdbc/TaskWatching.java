package io.korrigo.executor.jdbc;

import io.korrigo.task.Progress;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.task.TaskStore.Watched;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One statement for all tasks that are watched: those that are named, and of the owners who are named what is open and what has
 * just ended. Each part has an index; a task may be in two of them.
 */
final class TaskWatching {
    private static final String COLUMNS = "SELECT id, kind, owner, parent, subject, state, attempt, progress_current,"
            + " progress_total, submitted_at, ended_at FROM ${prefix}task WHERE ";

    private final Statements statements;

    TaskWatching(Statements statements) {
        this.statements = statements;
    }

    List<TaskStore.Standing> standings(Connection connection, Watched watched) throws SQLException {
        List<String> parts = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (!watched.tasks().isEmpty()) {
            List<Object> ids =
                    filled(watched.tasks().stream().<Object>map(TaskId::value).toList());
            parts.add(COLUMNS + "id IN (" + places(ids) + ")");
            values.addAll(ids);
        }
        if (!watched.owners().isEmpty()) {
            List<Object> names = filled(List.copyOf(watched.owners()));
            String owners = "parent IS NULL AND owner IN (" + places(names) + ") AND ";
            parts.add(COLUMNS + owners + OpenTasks.OPEN);
            values.addAll(names);
            parts.add(COLUMNS + owners + "ended_at >= ?");
            values.addAll(names);
            values.add(watched.endedSince().atOffset(ZoneOffset.UTC));
        }
        Map<TaskId, TaskStore.Standing> found = new LinkedHashMap<>();
        if (!parts.isEmpty()) {
            try (PreparedStatement statement = statements.prepare(connection, String.join(" UNION ALL ", parts))) {
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        TaskStore.Standing standing = standing(rows);
                        found.put(standing.id(), standing);
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The last one again until there are 1, 2, 4, 8 and so on: few texts of SQL, however many are watched. */
    private static List<Object> filled(List<Object> values) {
        int count = values.size() == 1 ? 1 : Integer.highestOneBit(values.size() - 1) << 1;
        List<Object> filled = new ArrayList<>(values);
        filled.addAll(Collections.nCopies(count - values.size(), values.get(values.size() - 1)));
        return filled;
    }

    private static String places(List<Object> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private static TaskStore.Standing standing(ResultSet row) throws SQLException {
        UUID parent = row.getObject("parent", UUID.class);
        long current = row.getLong("progress_current");
        Progress progress = row.wasNull() ? null : new Progress(current, row.getLong("progress_total"));
        @Nullable OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new TaskStore.Standing(
                new TaskId(row.getObject("id", UUID.class)),
                row.getString("kind"),
                row.getString("owner"),
                parent == null ? null : new TaskId(parent),
                row.getString("subject"),
                TaskState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                progress,
                row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
