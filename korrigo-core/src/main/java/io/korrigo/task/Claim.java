package io.korrigo.task;

import java.util.Objects;

/**
 * A worker's right to run one attempt of a task, until its lease runs out or a newer attempt replaces it.
 *
 * <p>Every write of a running task carries its claim; the store refuses one whose attempt isn't the current one
 * (fencing), so a worker that wakes from a long pause can't overwrite its successor.
 *
 * @param kind name of the task's {@link TaskKind}
 * @param parameters what to do
 * @param owner who submitted it
 * @param attempt from 1, raised by each claim
 * @param failures attempts at this step so far that ended in RETRY
 * @param lost attempts at this step so far whose worker let the lease run out
 * @param step what is due
 */
public record Claim(
        TaskId id, String kind, Record parameters, String owner, int attempt, int failures, int lost, Step step) {
    /** The part of a task that a claim is for. */
    public enum Step {
        /** {@link SingleTask#run} or {@link ParentTask#plan}. */
        RUN,
        /** {@link ParentTask#finish}: every child has ended. */
        FINISH
    }

    public Claim {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(step, "step");
    }
}
