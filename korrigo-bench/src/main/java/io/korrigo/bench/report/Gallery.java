package io.korrigo.bench.report;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The failure gallery: a few headers that were identified wrongly or refused, the wrong ones first. */
final class Gallery {
    private static final int MOST = 12;
    private static final long MOST_BYTES = 400_000;
    private static final String PREFIX = "failure-";

    private Gallery() {}

    /**
     * A header in the gallery.
     *
     * @param file of its picture, within the gallery's folder
     * @param cell where it was drawn
     * @param outcome "wrong" or "refused"
     * @param drawn what stands in it
     * @param read what was read
     */
    record Item(String file, Cell cell, int roster, String outcome, String reason, String drawn, String read) {}

    private record Failure(Cell cell, CSVRecord line, Path picture) {
        boolean wrong() {
            return line.get("outcome").equals("wrong");
        }
    }

    /** Copies the chosen pictures into {@code folder}, where older ones are removed. */
    static List<Item> collect(List<Cell> cells, ReportOptions options, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(Gallery::isPicture).toList()) {
                Files.delete(old);
            }
        }
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        for (Failure failure : chosen(cells, options)) {
            bytes += Files.size(failure.picture());
            if (items.size() == MOST || bytes > MOST_BYTES) {
                break;
            }
            String file = PREFIX + (items.size() + 1) + ".jpg";
            Files.copy(failure.picture(), folder.resolve(file));
            CSVRecord line = failure.line();
            items.add(new Item(
                    file,
                    failure.cell(),
                    Integer.parseInt(line.get("roster")),
                    line.get("outcome"),
                    line.get("reason"),
                    line.get("drawn"),
                    line.get("read")));
        }
        return items;
    }

    private static boolean isPicture(Path file) {
        return String.valueOf(file.getFileName()).matches(PREFIX + "\\d+\\.jpg");
    }

    /** Wrong ones first; then the qualities take turns, the better scans first: their failures teach more. */
    private static List<Failure> chosen(List<Cell> cells, ReportOptions options) throws IOException {
        List<Failure> failures = new ArrayList<>();
        for (Cell cell : cells) {
            failures.addAll(failures(cell, options));
        }
        Map<String, Integer> seen = new HashMap<>();
        Map<Failure, Integer> turns = new HashMap<>();
        for (Failure failure : failures) {
            turns.put(failure, seen.merge(failure.cell().name(), 1, Integer::sum));
        }
        failures.sort(Comparator.comparing(Failure::wrong)
                .reversed()
                .thenComparing(turns::get)
                .thenComparing(failure -> failure.cell().quality()));
        return failures;
    }

    private static List<Failure> failures(Cell cell, ReportOptions options) throws IOException {
        Path folder = cell.folder(options);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Failure> failures = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(folder.resolve("failures.csv"), StandardCharsets.UTF_8);
                CSVParser lines = format.parse(in)) {
            for (CSVRecord line : lines) {
                failures.add(new Failure(cell, line, folder.resolve(line.get("header"))));
            }
        }
        return failures;
    }
}
