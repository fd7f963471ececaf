package io.korrigo.task;

import java.util.Objects;
import java.util.function.Function;

/**
 * A version of a kind that an earlier release stored, and how its parameters become those of the version at hand: tasks
 * that wait during an upgrade aren't lost.
 *
 * @param kind same name as today's, lower version; its records as they were
 * @param upgrade today's parameters from the older ones; fails by no payload that the earlier release accepted
 */
public record OlderKind<O extends Record, P extends Record>(TaskKind<O, ?> kind, Function<O, P> upgrade) {
    public OlderKind {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(upgrade, "upgrade");
    }

    /** Today's parameters from the older ones. */
    public P upgraded(Record parameters) {
        return upgrade.apply(kind.parameters().cast(parameters));
    }
}
