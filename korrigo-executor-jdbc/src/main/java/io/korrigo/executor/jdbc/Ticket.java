package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a ticket says, in Java and in SQL: its name is {@code kind/version}, its instance {@code task/attempt}, where the
 * attempt is the one to be made, from 1.
 */
final class Ticket {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Name and instance of the tickets for the children of a parent, its parameter, that nobody runs. */
    static final String OF_QUEUED_CHILDREN = "SELECT " + nameOf("c") + " AS name, " + nextInstanceOf("c")
            + " AS instance FROM ${prefix}task c WHERE " + OpenTasks.children("c") + " AND NOT c.claimed";

    private Ticket() {}

    /** What db-scheduler calls a kind of task: nodes that don't know the version leave its tickets alone. */
    static String nameOf(String kind, int version) {
        return kind + "/" + version;
    }

    /** {@link #nameOf(String, int)} of the row of a task, in SQL. */
    static String nameOf(String task) {
        return "CONCAT(%1$s.kind, '/', %1$s.version)".formatted(task);
    }

    /** The kind in what db-scheduler calls it. */
    static String kindOf(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    /** Which ticket leads to that attempt. */
    static String instanceOf(TaskId id, int attempt) {
        return id + "/" + attempt;
    }

    /** {@link #instanceOf} for the next attempt at the row of a task, in SQL. */
    static String nextInstanceOf(String task) {
        return "CONCAT(CAST(%1$s.id AS VARCHAR(36)), '/', %1$s.attempt + 1)".formatted(task);
    }

    /** The task that a ticket's instance leads to. */
    static Optional<TaskId> taskOf(String instance) {
        return TaskId.parse(instance.substring(0, Math.max(0, instance.indexOf('/'))));
    }

    /** The id of the task that the row of a ticket leads to, in SQL. */
    static String idOf(String ticket) {
        return "CAST(SUBSTRING(%s.task_instance, 1, 36) AS UUID)".formatted(ticket);
    }

    /** The attempt that a ticket's instance leads to, from 1; 0 when it leads to none. */
    static int attemptOf(String instance) {
        String attempt = instance.substring(instance.indexOf('/') + 1);
        return NUMBER.matcher(attempt).matches() ? Integer.parseInt(attempt) : 0;
    }
}
