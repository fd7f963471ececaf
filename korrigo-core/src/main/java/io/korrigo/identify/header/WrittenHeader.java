package io.korrigo.identify.header;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import java.util.List;
import java.util.Optional;

/** Tells headers that pupils filled in from rows of boxes that are none, by what was read in them. */
final class WrittenHeader {
    /** Share of a name row's boxes: few names fill three quarters of their row. */
    private static final double LEAST_BLANK = 0.25;
    /** Of a date's eight boxes: one more than half. */
    private static final int FEWEST_DIGITS = 5;

    private WrittenHeader() {}

    /** Whether digits stand where its date would: an answer on squared paper has rows, too, but of letters. */
    static boolean mayBeDated(HeaderReading reading) {
        Optional<RowReading> date = reading.row(HeaderField.BIRTH_DATE);
        return date.isEmpty() || digits(date.get()) > 0;
    }

    /** Whether names end before their rows do and a date is of digits, as pupils write; lines of an answer are neither. */
    static boolean looksWritten(HeaderReading reading) {
        Optional<RowReading> date = reading.row(HeaderField.BIRTH_DATE);
        return date.isPresent() && digits(date.get()) >= FEWEST_DIGITS && namesEnd(reading);
    }

    private static long digits(RowReading date) {
        return date.cells().stream()
                .filter(cell -> Character.isDigit(cell.best()))
                .count();
    }

    /** Whether enough boxes of rows that are no date are blank: answers on squared paper fill their lines. */
    static boolean namesEnd(HeaderReading reading) {
        List<CellReading> boxes = reading.rows().stream()
                .filter(row -> row.field() != HeaderField.BIRTH_DATE)
                .flatMap(row -> row.cells().stream())
                .toList();
        long blank =
                boxes.stream().filter(cell -> cell.best() == CellReading.BLANK).count();
        return blank >= LEAST_BLANK * boxes.size();
    }

    /** Mean log-probability of the likeliest character of the cells that hold one: upside-down letters are unlikely. */
    static double clarity(HeaderReading reading) {
        double sum = 0;
        int count = 0;
        for (RowReading row : reading.rows()) {
            for (CellReading cell : row.cells()) {
                if (cell.best() != CellReading.BLANK) {
                    sum += Math.log(cell.probability(cell.best()));
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
