package io.korrigo.task;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one run of a claimed task ended, and what an executor may start because of it.
 *
 * @param end what became of the attempt
 * @param attempt the attempt's number
 * @param due tasks that this run made due: planned children, or the parent whose last child this was. A hint: a store
 *     finds them in {@link TaskStore#due} as well
 * @param pause how long until the task itself is due again; not null for {@link End#RETRIED} only
 */
public record RunOutcome(
        End end, int attempt, List<TaskId> due, @Nullable Duration pause) {
    /** What became of an attempt. */
    public enum End {
        /** The task is in SUCCESS. */
        SUCCEEDED,
        /** The task is in FAILURE. */
        FAILED,
        /** The task is in REVOKED. */
        REVOKED,
        /** The task is in RETRY. */
        RETRIED,
        /** A parent's children are stored; it waits for them. */
        PLANNED,
        /** Handed back at shutdown; the task is due. */
        RELEASED,
        /** Another worker has or will have the task; this one wrote nothing more. */
        LOST
    }

    public RunOutcome {
        due = List.copyOf(due);
    }

    static RunOutcome lost(Claim claim) {
        return new RunOutcome(End.LOST, claim.attempt(), List.of(), null);
    }
}
