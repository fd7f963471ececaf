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
 * @param priority higher runs first among those that are due, as {@link TaskRank} says; -100 to 100, 0 unless told
 */
public record Submission<P extends Record>(
        TaskKind<P, ?> kind,
        P parameters,
        String owner,
        @Nullable String idempotencyKey,
        int priority) {

    /** @throws IllegalArgumentException when the owner is blank or the key is blank or too long, or the priority out of range */
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
    }

    /** A request with priority 0 and no idempotency key. */
    public static <P extends Record> Submission<P> of(TaskKind<P, ?> kind, P parameters, String owner) {
        return new Submission<>(kind, parameters, owner, null, 0);
    }

    /** The same request under an idempotency key. */
    public Submission<P> withIdempotencyKey(@Nullable String key) {
        return new Submission<>(kind, parameters, owner, key, priority);
    }

    /** The same request with another priority. */
    public Submission<P> withPriority(int newPriority) {
        return new Submission<>(kind, parameters, owner, idempotencyKey, newPriority);
    }
}
