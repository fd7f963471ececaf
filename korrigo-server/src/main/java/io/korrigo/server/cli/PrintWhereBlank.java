package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.print.PrintedReader;
import io.korrigo.server.PrintedHeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is printed on pages whose boxes are blank. Tesseract is opened for the first of them: that takes as long as
 * reading some pages, and most piles have none.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class PrintWhereBlank implements AutoCloseable {
    /** Opens Tesseract, or finds that this machine has none. */
    @FunctionalInterface
    interface Opening {
        Optional<PrintedReader> open() throws IOException;
    }

    private final Opening opening;
    private boolean asked;
    private @Nullable PrintedReader reader;

    PrintWhereBlank(Opening opening) {
        this.opening = opening;
    }

    /**
     * @param tessdata the folder of the language data, which then is looked at at once, or null to look for it when needed
     * @param threads how many pages are read side by side
     * @throws InvalidInputException when the folder can't be used
     */
    static PrintWhereBlank with(@Nullable Path tessdata, int threads) throws IOException {
        PrintWhereBlank print = new PrintWhereBlank(() -> PrintedHeaders.open(tessdata, threads));
        if (tessdata != null) {
            print.reader();
        }
        return print;
    }

    /** {@code handwritten} if it is that, else what is printed on the page, if that names somebody, else it again. */
    HeaderReading unlessHandwritten(HeaderReading handwritten, byte[] image) throws IOException {
        PrintedReader print = PrintedReader.isWritten(handwritten) ? null : reader();
        return print == null ? handwritten : print.unlessHandwritten(handwritten, image);
    }

    private synchronized @Nullable PrintedReader reader() throws IOException {
        if (!asked) {
            reader = opening.open().orElse(null);
            asked = true;
        }
        return reader;
    }

    @Override
    public synchronized void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
