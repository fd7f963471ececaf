package io.korrigo.rest;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the tasks that somebody may read: their own, and for administrators everybody's. Others aren't there. */
final class TaskFinder {
    private final TaskStore store;
    private final ExamAccess access;

    TaskFinder(TaskStore store, ExamAccess access) {
        this.store = store;
        this.access = access;
    }

    /** @throws Problem 404 when there is none that the caller may read */
    TaskSnapshot task(String id, Caller caller) {
        TaskSnapshot task = TaskId.parse(id).flatMap(store::find).orElseThrow(() -> Problem.notFound("task.unknown"));
        if (!access.mayRead(task, caller)) {
            throw Problem.notFound("task.unknown").hidingRefusal();
        }
        return task;
    }

    /**
     * Those of the tasks of a filter that the caller may read.
     *
     * @param last the last one looked at, from where to go on, or null at the end
     */
    record Page(List<TaskSnapshot> tasks, @Nullable TaskId last) {}

    Page page(TaskStore.Filter filter, int limit, Caller caller) {
        List<TaskSnapshot> found = store.list(filter, limit);
        return new Page(
                found.stream().filter(task -> access.mayRead(task, caller)).toList(),
                found.size() < limit ? null : found.get(limit - 1).id());
    }

    /**
     * The filter that these values spell, each null for any: whoever is no administrator sees their own only.
     *
     * @param value gives "owner", "kind", "status", "exam", "since", "until"
     * @throws Problem 400 when one can't be meant
     */
    static TaskStore.Filter filter(Function<String, @Nullable String> value, Caller caller) {
        String owner = value.apply("owner");
        return new TaskStore.Filter(
                caller.admin() ? owner : owner == null || owner.equals(caller.name()) ? caller.name() : "",
                value.apply("kind"),
                state(value.apply("status")),
                null,
                value.apply("exam"),
                instant("since", value.apply("since")),
                instant("until", value.apply("until")));
    }

    private static @Nullable TaskState state(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(TaskState.values())
                .filter(state -> state.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("tasks.status", Arrays.toString(TaskState.values())));
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw Problem.badRequest("query.time", name);
        }
    }
}
