package io.korrigo.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to run a task.
 *
 * @param kind what to run
 * @param parameters what to run it on
 * @param owner who asks, as the host spells users; may read the task and its result
 * @param idempotencyKey a second submission of the same owner with this key is the first one again; null for none. At
 *     most 200 characters
 * @param priority higher runs first among those that are due, as {@link #rank()} says; -100 to 100, 0 unless told
 * @param subject what it is about as the host names it, such as an exam's id, by which tasks are found again; null for
 *     nothing, at most 200 characters. A child's is its parent's, and not kept
 */
public record Submission<P extends Record>(
        TaskKind<P, ?> kind,
        P parameters,
        String owner,
        @Nullable String idempotencyKey,
        int priority,
        @Nullable String subject) {
    private static final int SINGLE = 255;
    // So many waiting tasks of one owner share a rank: another's single task waits for no more of them.
    private static final int OF_ONE_OWNER = 8;
    // So many children of one parent share a rank: 254 ranks tell 2,032 children apart.
    private static final int CHILDREN = 8;

    /** @throws IllegalArgumentException when the owner is blank, the key or subject blank or too long, or the priority out of range */
    public Submission {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(parameters, "parameters");
        if (owner.isBlank()) {
            throw new IllegalArgumentException("A task has an owner");
        }
        if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > 200)) {
            throw new IllegalArgumentException("An idempotency key has 1 to 200 characters");
        }
        if (priority < -100 || priority > 100) {
            throw new IllegalArgumentException("A priority is -100 to 100, not " + priority);
        }
        if (subject != null && (subject.isBlank() || subject.length() > 200)) {
            throw new IllegalArgumentException("A subject has 1 to 200 characters");
        }
    }

    /** A request with priority 0, no idempotency key and no subject. */
    public static <P extends Record> Submission<P> of(TaskKind<P, ?> kind, P parameters, String owner) {
        return new Submission<>(kind, parameters, owner, null, 0, null);
    }

    /** The same request under an idempotency key. */
    public Submission<P> withIdempotencyKey(@Nullable String key) {
        return new Submission<>(kind, parameters, owner, key, priority, subject);
    }

    /** The same request with another priority. */
    public Submission<P> withPriority(int newPriority) {
        return new Submission<>(kind, parameters, owner, idempotencyKey, newPriority, subject);
    }

    /** The same request, about this. */
    public Submission<P> about(@Nullable String newSubject) {
        return new Submission<>(kind, parameters, owner, idempotencyKey, priority, newSubject);
    }

    /**
     * Which of several due tasks runs first, for one without a parent: higher first, equal ones by age.
     *
     * <p>A task of higher priority goes first. Among equal priorities a task that was submitted by itself goes before children
     * of parents, and the earlier children of any parent before the later ones of every other: somebody who waits for one
     * copy waits for a free worker, not for another's export, and a small export overtakes a large one.
     *
     * <p>A rank is between -25,600 and 25,855, so that a store may keep it in 16 bits.
     */
    public int rank() {
        return priority * 256 + SINGLE;
    }

    /**
     * {@link #rank()} when tasks of the same owner wait already: owners take turns, eight tasks each. Somebody's thousandth task
     * goes behind everybody's first ones; their own keep their order.
     *
     * @param waiting how many of the owner's tasks without a parent wait, about
     */
    public int rank(int waiting) {
        return rank() - Math.min(SINGLE - 1, Math.max(0, waiting) / OF_ONE_OWNER);
    }

    /**
     * {@link #rank()} for a child.
     *
     * @param position among its parent's children in the order of the plan, from 0
     */
    public int rankAsChild(int position) {
        return rank() - 1 - Math.min(SINGLE - 1, position / CHILDREN);
    }
}
