package io.korrigo.server.cli;

import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import java.nio.file.Path;
import java.time.Duration;

/** What became of one page. */
record IdentifiedPage(Path page, HeaderReading reading, Identification identification, Duration taken) {
    IdentifiedPage with(Identification other) {
        return new IdentifiedPage(page, reading, other, taken);
    }
}
