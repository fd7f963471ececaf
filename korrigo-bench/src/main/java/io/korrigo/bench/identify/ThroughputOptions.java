package io.korrigo.bench.identify;

import io.korrigo.bench.options.Options;
import io.korrigo.testkit.pages.ScanQuality;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param data folder of the IDX files of handwriting, or null to write with fonts
 * @param students on the roster
 * @param pages to draw and to read in each round
 * @param rounds of each measure, in turns
 * @param threads on how many threads to read, each in turn
 * @param baselinePages how many of the pages the baseline reads, 0 for none
 * @param tessdata folder of Tesseract's language data for the baseline
 * @param memoryPages how many pages to read for the memory's sake, the same ones over and over; 0 for none
 * @param out where {@code throughput.csv} goes, or null for nowhere
 */
record ThroughputOptions(
        @Nullable Path data,
        int students,
        int pages,
        ScanQuality quality,
        long seed,
        int rounds,
        List<Integer> threads,
        int baselinePages,
        Path tessdata,
        int memoryPages,
        @Nullable Path out) {
    static final String USAGE =
            "[--data DIR] [--students 400] [--pages 100] [--quality easy|normal|hard|worst] [--seed 1] [--rounds 3]"
                    + " [--threads 1,2,N] [--baseline-pages 20] [--tessdata DIR] [--memory-pages 0] [--out DIR]";

    ThroughputOptions {
        threads = List.copyOf(threads);
        if (pages < 1 || rounds < 1 || students < 1 || threads.isEmpty()) {
            throw new IllegalArgumentException("At least one page, round, student and number of threads");
        }
    }

    /** What the command line says. */
    static ThroughputOptions of(Options given) {
        int processors = Runtime.getRuntime().availableProcessors();
        int pages = given.number("--pages", 1, 100);
        return new ThroughputOptions(
                given.path("--data"),
                given.number("--students", 1, 400),
                pages,
                given.choice("--quality", ScanQuality.NORMAL),
                given.seed("--seed", 1),
                given.number("--rounds", 1, 3),
                given.numbers("--threads", 1, processors > 2 ? List.of(1, 2, processors) : List.of(1, 2)),
                Math.min(given.number("--baseline-pages", 0, 20), pages),
                given.path("--tessdata", Path.of("/usr/share/tesseract-ocr/5/tessdata")),
                given.number("--memory-pages", 0, 0),
                given.path("--out"));
    }
}
