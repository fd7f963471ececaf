package io.korrigo.task;

import java.util.List;

/**
 * Work that is the sum of children: planned, then left, then finished once the last child has ended.
 *
 * <p>No worker is occupied between the two steps. Meanwhile the parent's progress is the number of ended children.
 * A child's failure does not fail the parent; {@link #finish} says what it means.
 */
public non-sealed interface ParentTask<P extends Record, R extends Record> extends Task<P, R> {
    /**
     * Names the children, in the order in which they're reported; none means that {@link #finish} follows at once. They
     * are stored together with the parent's new state, or not at all. Runs again if the worker dies before that. Their
     * idempotency keys are not used: a parent's children are stored once anyway.
     */
    List<Submission<?>> plan(P parameters, TaskContext context) throws Exception;

    /** Makes the result from the ended children, in the order of {@link #plan}. */
    R finish(P parameters, List<TaskSnapshot> children, TaskContext context) throws Exception;
}
