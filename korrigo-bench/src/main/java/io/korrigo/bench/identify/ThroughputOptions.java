package io.korrigo.bench.identify;

import io.korrigo.testkit.pages.ScanQuality;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    /** @throws IllegalArgumentException when an option is unknown, lacks its value or has a bad one */
    static ThroughputOptions parse(String... arguments) {
        Path data = null;
        Path out = null;
        Path tessdata = Path.of("/usr/share/tesseract-ocr/5/tessdata");
        int students = 400;
        int pages = 100;
        ScanQuality quality = ScanQuality.NORMAL;
        long seed = 1;
        int rounds = 3;
        int processors = Runtime.getRuntime().availableProcessors();
        List<Integer> threads = processors > 2 ? List.of(1, 2, processors) : List.of(1, 2);
        int baselinePages = 20;
        int memoryPages = 0;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("No value for " + option);
            }
            String value = arguments[++i];
            switch (option) {
                case "--data" -> data = Path.of(value);
                case "--out" -> out = Path.of(value);
                case "--tessdata" -> tessdata = Path.of(value);
                case "--students" -> students = Integer.parseInt(value);
                case "--pages" -> pages = Integer.parseInt(value);
                case "--quality" -> quality = ScanQuality.valueOf(value.toUpperCase(Locale.ROOT));
                case "--seed" -> seed = Long.parseLong(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--threads" ->
                    threads = Arrays.stream(value.split(","))
                            .map(Integer::valueOf)
                            .toList();
                case "--baseline-pages" -> baselinePages = Integer.parseInt(value);
                case "--memory-pages" -> memoryPages = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("No such option: " + option);
            }
        }
        return new ThroughputOptions(
                data,
                students,
                pages,
                quality,
                seed,
                rounds,
                threads,
                Math.min(baselinePages, pages),
                tessdata,
                memoryPages,
                out);
    }
}
