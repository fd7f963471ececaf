package io.korrigo.roster;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a {@link RosterReader} knows better than the file shows.
 *
 * @param columns by header or by number from 1
 */
record ReaderSettings(
        Clock clock,
        long maxBytes,
        @Nullable Charset charset,
        @Nullable Character delimiter,
        @Nullable String sheet,
        boolean headerless,
        Map<RosterColumn, String> columns) {

    ReaderSettings {
        columns = Map.copyOf(columns);
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }
}
