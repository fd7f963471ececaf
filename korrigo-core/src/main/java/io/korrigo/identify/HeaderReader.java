package io.korrigo.identify;

import java.nio.file.Path;

/** Reads the comb rows of a page's header. */
public final class HeaderReader {
    public HeaderReading read(byte[] image) {
        throw new UnsupportedOperationException("being built: " + image.length);
    }

    public HeaderReading read(Path image) {
        throw new UnsupportedOperationException("being built: " + image);
    }
}
