package io.korrigo.server.cli;

import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Reason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one page.
 *
 * @param failure why it could not be read at all, or null where it was read
 */
record IdentifiedPage(
        InputPage page,
        HeaderReading reading,
        Identification identification,
        Duration taken,
        @Nullable String failure) {

    /** A page that could not be read. */
    static IdentifiedPage failed(InputPage page, Throwable failure, Duration taken) {
        Identification unreadable =
                new Identification(Identification.Decision.UNREADABLE, List.of(), 1, new Reason(Reason.Code.NOT_READ));
        return new IdentifiedPage(page, new HeaderReading(List.of(), 0, ""), unreadable, taken, Unreadable.of(failure));
    }

    /** The same page, decided otherwise; one that could not be read keeps its reason. */
    IdentifiedPage with(Identification other) {
        return failed() ? this : new IdentifiedPage(page, reading, other, taken, null);
    }

    /** Whether it could not be read at all. */
    boolean failed() {
        return failure != null;
    }

    /** One sentence that says why the answer is as it is. */
    String reason() {
        return failure == null ? identification.reason() : failure;
    }
}
