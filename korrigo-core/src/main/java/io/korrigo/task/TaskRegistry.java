package io.korrigo.task;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tasks that an executor can run, by the name of their kind.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class TaskRegistry {
    private final Map<String, Task<?, ?>> tasks;

    private TaskRegistry(Map<String, Task<?, ?>> tasks) {
        this.tasks = Map.copyOf(tasks);
    }

    private static void requireOlder(Task<?, ?> task) {
        Set<Integer> versions = new HashSet<>(Set.of(task.kind().version()));
        for (TaskKind.Older<?, ?> older : task.olderKinds()) {
            TaskKind<?, ?> kind = older.kind();
            if (!kind.name().equals(task.kind().name())
                    || kind.version() > task.kind().version()
                    || !versions.add(kind.version())) {
                throw new IllegalArgumentException("Not an older version of "
                        + task.kind().name() + " " + task.kind().version() + ": " + kind.name() + " " + kind.version());
            }
        }
    }

    /**
     * @throws IllegalArgumentException when two tasks have one kind's name, or older kinds are none of the same name
     */
    public static TaskRegistry of(Collection<? extends Task<?, ?>> tasks) {
        Map<String, Task<?, ?>> byName = new LinkedHashMap<>();
        for (Task<?, ?> task : tasks) {
            requireOlder(task);
            if (byName.put(task.kind().name(), task) != null) {
                throw new IllegalArgumentException(
                        "Two tasks of kind " + task.kind().name());
            }
        }
        return new TaskRegistry(byName);
    }

    /** @throws IllegalArgumentException when two tasks have one kind's name */
    public static TaskRegistry of(Task<?, ?>... tasks) {
        return of(List.of(tasks));
    }

    /** The task of that kind, or empty. */
    public Optional<Task<?, ?>> find(String kind) {
        return Optional.ofNullable(tasks.get(kind));
    }

    /** Every task, in no particular order. */
    public Collection<Task<?, ?>> all() {
        return tasks.values();
    }
}
