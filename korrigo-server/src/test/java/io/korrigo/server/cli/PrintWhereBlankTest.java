package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.header.HeaderReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrintWhereBlankTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final PrintWhereBlank print = new PrintWhereBlank(() -> {
        opened.incrementAndGet();
        return Optional.empty();
    });

    @Test
    void doesNotOpenTesseractForHandwriting() throws IOException {
        assertThat(readThrough("copy-01-p1.jpg")).isZero();
    }

    @Test
    void asksOnceForTesseractWhereNothingIsWrittenInBoxes() throws IOException {
        // a second page has no header
        readThrough("copy-01-p2.jpg");

        assertThat(readThrough("copy-02-p2.jpg")).isEqualTo(1);
    }

    /** How often Tesseract has been asked for after the page, which stays as it was read. */
    private int readThrough(String name) throws IOException {
        byte[] page = Files.readAllBytes(Console.sampleClass().resolve("copies").resolve(name));
        try (HeaderReader reader = new HeaderReader()) {
            HeaderReading reading = reader.read(page, name);

            assertThat(print.unlessHandwritten(reading, page)).isSameAs(reading);
        }
        return opened.get();
    }
}
