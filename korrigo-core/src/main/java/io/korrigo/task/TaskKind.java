package io.korrigo.task;

import java.util.Objects;
import java.util.function.Function;

/**
 * A stable name for one sort of task, and the types of what goes in and comes out.
 *
 * <p>Stores keep the name and version, never a class name, so that a queue survives an upgrade.
 *
 * @param name lower case with underscores, "flatten_copy"; at most 64 characters
 * @param version of the two payloads' shape, from 1; raised when an old payload can't be read as the new type
 * @param parameters record of what the task is asked to do; its components are JSON-friendly values
 * @param result record of what came of it; small, files are blobs named in it
 */
public record TaskKind<P extends Record, R extends Record>(
        String name, int version, Class<P> parameters, Class<R> result) {

    /** @throws IllegalArgumentException when the name isn't lower case with underscores, or the version is below 1 */
    public TaskKind {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(result, "result");
        if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("Not a name for a kind of task: " + name);
        }
        if (version < 1) {
            throw new IllegalArgumentException("Versions of " + name + " start at 1, not " + version);
        }
    }

    /** Version 1 of a kind. */
    public static <P extends Record, R extends Record> TaskKind<P, R> of(
            String name, Class<P> parameters, Class<R> result) {
        return new TaskKind<>(name, 1, parameters, result);
    }

    /**
     * A version of a kind that an earlier release stored, and how its parameters become those of the version at hand: tasks
     * that wait during an upgrade aren't lost.
     *
     * @param kind same name as today's, lower version; its records as they were
     * @param upgrade today's parameters from the older ones; fails by no payload that the earlier release accepted
     */
    public record Older<O extends Record, P extends Record>(TaskKind<O, ?> kind, Function<O, P> upgrade) {
        public Older {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(upgrade, "upgrade");
        }

        /** Today's parameters from the older ones. */
        public P upgraded(Record parameters) {
            return upgrade.apply(kind.parameters().cast(parameters));
        }
    }
}
