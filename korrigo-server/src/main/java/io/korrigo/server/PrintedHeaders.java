package io.korrigo.server;

import io.korrigo.InvalidInputException;
import io.korrigo.identify.print.PrintedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what the reader of printed headers needs on this machine: Tesseract's language data in the folder that was asked
 * for, in that of the environment variable {@code TESSDATA_PREFIX}, or where systems keep it.
 */
public final class PrintedHeaders {
    private static final Logger LOG = LoggerFactory.getLogger(PrintedHeaders.class);
    private static final List<Path> USUAL_FOLDERS = Stream.of(
                    "/usr/share/tesseract-ocr/5/tessdata",
                    "/usr/share/tesseract-ocr/4.00/tessdata",
                    "/usr/share/tesseract/tessdata",
                    "/usr/share/tessdata",
                    "/usr/local/share/tessdata",
                    "/opt/homebrew/share/tessdata")
            .map(Path::of)
            .toList();

    private PrintedHeaders() {}

    /**
     * A reader of printed headers, or empty where this machine lacks the language data or the library; the log then
     * says so in one line, and handwriting is read as ever.
     *
     * @param asked the folder of the language data, or null to look for it
     * @param threads how many pages are read side by side
     * @throws InvalidInputException when the folder that was asked for can't be used
     */
    public static Optional<PrintedReader> open(@Nullable Path asked, int threads) throws IOException {
        return open(asked, System.getenv("TESSDATA_PREFIX"), USUAL_FOLDERS, threads);
    }

    static Optional<PrintedReader> open(
            @Nullable Path asked, @Nullable String prefix, List<Path> usualFolders, int threads) throws IOException {
        if (asked != null) {
            return reader(asked, threads);
        }
        Stream<Path> named = prefix == null || prefix.isBlank()
                ? Stream.of()
                : Stream.of(Path.of(prefix), Path.of(prefix, "tessdata"));
        Optional<Path> folder = Stream.concat(named, usualFolders.stream())
                .filter(PrintedReader::canUse)
                .findFirst();
        if (folder.isEmpty()) {
            LOG.info("Printed headers are not read: no language data of Tesseract here (tesseract-ocr-fra has it)");
            return Optional.empty();
        }
        return reader(folder.get(), threads);
    }

    private static Optional<PrintedReader> reader(Path folder, int threads) throws IOException {
        try {
            return Optional.of(PrintedReader.open(folder, threads));
        } catch (LinkageError missing) {
            LOG.info(
                    "Printed headers are not read: no library of Tesseract for this platform ({})", missing.toString());
            return Optional.empty();
        }
    }
}
