package io.korrigo.bench.report;

import io.korrigo.identify.HeaderField;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.PageKind.Expectation;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What became of one drawn page with one roster, as the evaluation wrote it down.
 *
 * @param probability of the likeliest student, 0 where there is none
 * @param unobjected whether that student would be identified if the threshold were no higher than that
 * @param rank place of the writer among the candidates, from 1; 0 when they are not there
 * @param turnsDrawn clockwise quarter turns that bring the page upright
 * @param turnsRead the same as it was read
 * @param rows one for each row that was drawn
 */
record PageLine(
        ScanQuality quality,
        int roster,
        PageKind kind,
        boolean identified,
        double probability,
        boolean unobjected,
        int rank,
        int turnsDrawn,
        int turnsRead,
        Map<HeaderField, RowLine> rows) {

    /**
     * A row that was drawn.
     *
     * @param letters drawn in boxes that were found
     * @param right those read right
     */
    record RowLine(boolean found, boolean exact, int letters, int right) {}

    static List<PageLine> read(Cell cell, ReportOptions options) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<PageLine> pages = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(cell.folder(options).resolve("pages.csv"), StandardCharsets.UTF_8);
                CSVParser lines = format.parse(in)) {
            for (CSVRecord line : lines) {
                pages.add(parse(cell.quality(), line));
            }
        }
        return pages;
    }

    private static PageLine parse(ScanQuality quality, CSVRecord line) {
        Map<HeaderField, RowLine> rows = new EnumMap<>(HeaderField.class);
        for (HeaderField field : HeaderField.values()) {
            String[] score = line.get(field.name().toLowerCase(Locale.ROOT)).split(" ");
            if (score.length == 4) {
                rows.put(
                        field,
                        new RowLine(
                                score[0].equals("1"),
                                score[1].equals("1"),
                                Integer.parseInt(score[2]),
                                Integer.parseInt(score[3])));
            }
        }
        return new PageLine(
                quality,
                Integer.parseInt(line.get("roster")),
                PageKind.valueOf(line.get("kind")),
                line.get("decision").equals("IDENTIFIED"),
                Double.parseDouble(line.get("probability")),
                Boolean.parseBoolean(line.get("unobjected")),
                Integer.parseInt(line.get("rank")),
                Integer.parseInt(line.get("turns_drawn")),
                Integer.parseInt(line.get("turns_read")),
                rows);
    }

    /** An ordinary header of a student of the roster. */
    boolean legible() {
        return kind == PageKind.OK;
    }

    /** Nobody of the roster wrote it. */
    boolean nobodys() {
        return kind.expectation() == Expectation.REJECT;
    }

    boolean right() {
        return identified && rank == 1;
    }

    boolean wrong() {
        return identified && rank != 1;
    }

    boolean rightAt(double threshold) {
        return unobjected && probability >= threshold && rank == 1;
    }

    boolean wrongAt(double threshold) {
        return unobjected && probability >= threshold && rank != 1;
    }
}
