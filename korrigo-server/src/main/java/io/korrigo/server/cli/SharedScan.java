package io.korrigo.server.cli;

import io.korrigo.page.ScanFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file whose pages several threads read: open from the first page that is read to the last, and closed in between two
 * rounds.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class SharedScan {
    private final Path file;
    private final int pages;
    private int left;
    private @Nullable ScanFile scan;

    /** @param pages how often {@link #page} is called in a round */
    SharedScan(Path file, int pages) {
        this.file = file;
        this.pages = pages;
        this.left = pages;
    }

    /** The page {@code index}, from 0, as an image file; ask for each once in a round. */
    byte[] page(int index) throws IOException {
        ScanFile open = open();
        try {
            return open.page(index);
        } finally {
            done();
        }
    }

    private synchronized ScanFile open() throws IOException {
        if (scan == null) {
            scan = ScanFile.open(file);
        }
        return scan;
    }

    private synchronized void done() throws IOException {
        left--;
        if (left == 0) {
            left = pages;
            if (scan != null) {
                scan.close();
                scan = null;
            }
        }
    }
}
