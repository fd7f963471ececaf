package io.korrigo.task;

import java.util.List;

/**
 * Code that does one kind of background work; a {@link SingleTask} does it itself, a {@link ParentTask} through
 * children.
 *
 * <p>A task may run more than once (a worker can die after the work and before its end is stored), so its effect must be
 * the same the second time: write aside and publish atomically under a key that depends on the input.
 *
 * <p><b>Threads:</b> one instance serves all workers at once; keep state in the method.<br>
 * <b>Errors:</b> {@link io.korrigo.InvalidInputException} ends the task as FAILURE at once; {@link TaskCancelledException}
 * as REVOKED; anything else is retried under {@link #retryPolicy}. Never return an error as a result.
 */
public sealed interface Task<P extends Record, R extends Record> permits SingleTask, ParentTask {
    /** Which kind of stored task this code runs. */
    TaskKind<P, R> kind();

    /**
     * Earlier versions of the kind whose waiting tasks this code runs as well; none unless overridden. Tasks of a version
     * that isn't here or {@link #kind} are left to nodes that know it.
     */
    default List<TaskKind.Older<?, P>> olderKinds() {
        return List.of();
    }

    /** How often and after what pauses a failed attempt is made again. */
    default RetryPolicy retryPolicy() {
        return RetryPolicy.DEFAULT;
    }

    /**
     * How many of these one node runs at once, at least 1, unless its executor is told otherwise; as many as it has workers
     * unless overridden. For work that uses all processors by itself, or runs so long that it would keep every worker from
     * the rest. More of them wait without keeping others.
     */
    default int limitPerNode() {
        return Integer.MAX_VALUE;
    }
}
