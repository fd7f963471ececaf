package io.korrigo.tasks;

import io.korrigo.roster.RosterEntry;
import io.korrigo.roster.RosterFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one file, for several passes: read once and held, or, where they are too many to hold, read again for
 * each pass.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class RosterEntries {
    /** How many entries are held, of about 400 bytes each: those of any school, and of most academies. */
    static final int HELD = 100_000;

    /** Reads the file from its beginning. */
    @FunctionalInterface
    interface Reading {
        RosterFormat forEach(Consumer<RosterEntry> consumer) throws IOException;
    }

    private final Reading file;
    private final int limit;
    private final List<RosterEntry> held = new ArrayList<>();
    private @Nullable RosterFormat format;

    RosterEntries(Reading file) {
        this(file, HELD);
    }

    /** @param limit how many entries are held */
    RosterEntries(Reading file, int limit) {
        this.file = file;
        this.limit = limit;
    }

    /** One pass over all entries, in the order of the file. */
    RosterFormat forEach(Consumer<RosterEntry> consumer) throws IOException {
        RosterFormat known = format;
        if (known != null) {
            held.forEach(consumer);
            return known;
        }
        held.clear();
        int[] seen = {0};
        RosterFormat read = file.forEach(entry -> {
            if (++seen[0] <= limit) {
                held.add(entry);
            } else {
                held.clear();
            }
            consumer.accept(entry);
        });
        format = seen[0] <= limit ? read : null;
        return read;
    }
}
