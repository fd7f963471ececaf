package io.korrigo.task;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The name of one stored task, which no other task ever gets. */
public record TaskId(UUID value) {
    public TaskId {
        Objects.requireNonNull(value, "value");
    }

    /** A new id that nobody can guess. */
    public static TaskId random() {
        return new TaskId(UUID.randomUUID());
    }

    /**
     * A new id that nobody can guess and that begins with the milliseconds since 1970: a UUID of version 7 (RFC 9562). Ids
     * made one after the other lie side by side in an index, whose pages would all be written otherwise.
     */
    public static TaskId madeAt(Instant time) {
        UUID random = UUID.randomUUID();
        long version = 7L << 12;
        return new TaskId(new UUID(
                time.toEpochMilli() << 16 | version | random.getMostSignificantBits() & 0xFFF,
                random.getLeastSignificantBits()));
    }

    /** When it was made, to the millisecond, by the clock of {@link #madeAt}; empty for one that doesn't tell. */
    public Optional<Instant> made() {
        return value.version() == 7
                ? Optional.of(Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16))
                : Optional.empty();
    }

    /** The id that {@code text} spells in the form of {@link #toString}, or empty when it spells none. */
    public static Optional<TaskId> parse(String text) {
        try {
            TaskId id = new TaskId(UUID.fromString(text));
            // UUID.fromString takes shortened groups; one id has one spelling.
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** The 36 characters of a UUID. */
    @Override
    public String toString() {
        return value.toString();
    }
}
