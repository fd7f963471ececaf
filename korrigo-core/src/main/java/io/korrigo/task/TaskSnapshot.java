package io.korrigo.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored task as it stood at one moment.
 *
 * @param kind name of its {@link TaskKind}
 * @param parameters what it was asked to do
 * @param parent the task it is a child of, or null
 * @param subject what it is about, as its {@link Submission#subject} says, or null
 * @param attempt claims so far; 0 before the first
 * @param progress the last report of the current attempt; for a waiting parent its ended children; null before any
 * @param result not null in SUCCESS only
 * @param error one line for the submitter; not null in FAILURE only
 * @param endedAt not null once {@link #ready}
 */
public record TaskSnapshot(
        TaskId id,
        String kind,
        Record parameters,
        String owner,
        @Nullable TaskId parent,
        @Nullable String subject,
        TaskState state,
        int attempt,
        @Nullable Progress progress,
        @Nullable Record result,
        @Nullable String error,
        Instant submittedAt,
        @Nullable Instant endedAt) {

    /** The same without what went in and came out. */
    public TaskStore.Standing standing() {
        return new TaskStore.Standing(id, kind, owner, parent, subject, state, attempt, progress, submittedAt, endedAt);
    }

    /** Whether the task has ended. */
    public boolean ready() {
        return state.ready();
    }
}
