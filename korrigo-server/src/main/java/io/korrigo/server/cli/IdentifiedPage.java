package io.korrigo.server.cli;

import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import java.time.Duration;
import java.util.List;

/**
 * What became of one page.
 *
 * @param failed whether it could not be read at all; the identification then says why
 */
record IdentifiedPage(
        InputPage page, HeaderReading reading, Identification identification, Duration taken, boolean failed) {

    /** A page that could not be read. */
    static IdentifiedPage failed(InputPage page, Throwable failure, Duration taken) {
        Identification unreadable =
                new Identification(Identification.Decision.UNREADABLE, List.of(), 1, Unreadable.of(failure));
        return new IdentifiedPage(page, new HeaderReading(List.of(), 0, ""), unreadable, taken, true);
    }

    /** The same page, decided otherwise; one that could not be read keeps its reason. */
    IdentifiedPage with(Identification other) {
        return failed ? this : new IdentifiedPage(page, reading, other, taken, false);
    }
}
