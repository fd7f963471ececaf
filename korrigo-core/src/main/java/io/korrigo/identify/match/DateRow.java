package io.korrigo.identify.match;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Digits of a birth date that can't be one, read again: in European hands a 1 has an upstroke and looks like a 7 to a
 * model that has seen others.
 *
 * <p>Where the eight digits are no date as they are read, and are one when some sevens are ones, every seven of the row
 * may be either: it is one hand. Digits that are a date stay as they are, but for 7 July: of those who don't know their birthday
 * many have 1 January in their papers, so that in a hand whose ones look like sevens it is the date that is likelier meant. Both are
 * borne.
 */
final class DateRow {
    /** Of day, month and year. */
    static final int DIGITS = 8;

    /** Adults sit exams, too; nobody of a school is older. */
    private static final int EARLIEST_YEAR = 1930;
    /** The third digit of a year is 0 to 2 until then. */
    private static final int LATEST_YEAR = 2029;
    /** Days. */
    private static final int LONGEST_MONTH = 31;
    /** Months of a year. */
    private static final int MONTHS = 12;
    /** A date against which the digits speak by more than this, in natural log units, was not written. */
    private static final double NO_DATE = 3;
    /** How much better some date has to fit when sevens may be ones. */
    private static final double FITS_BETTER = 2;

    /** Box of the month's second digit, from 0. */
    private static final int MONTH_ENDS = 3;

    private static final int ONE = CellReading.CLASSES.indexOf('1');
    private static final int SEVEN = CellReading.CLASSES.indexOf('7');

    private DateRow() {}

    /** The row as it is, or with sevens that may be ones. */
    static RowReading readable(RowReading row) {
        if (isSeventhOfJuly(row.cells())) {
            List<CellReading> cells = new ArrayList<>(row.cells());
            cells.set(1, sevenOrOne(cells.get(1)));
            cells.set(MONTH_ENDS, sevenOrOne(cells.get(MONTH_ENDS)));
            return new RowReading(row.field(), cells);
        }
        double asRead = misfit(row.cells());
        if (asRead <= NO_DATE) {
            return row;
        }
        List<CellReading> either = row.cells().stream().map(DateRow::sevenOrOne).toList();
        return misfit(either) < asRead - FITS_BETTER ? new RowReading(row.field(), either) : row;
    }

    /** Whether eight boxes are a date that begins with 0, 7, 0, 7. */
    private static boolean isSeventhOfJuly(List<CellReading> cells) {
        return cells.size() == DIGITS
                && says(cells.get(0), 0)
                && says(cells.get(1), 7)
                && says(cells.get(2), 0)
                && says(cells.get(MONTH_ENDS), 7)
                && misfit(cells) <= NO_DATE;
    }

    private static boolean says(CellReading cell, int digit) {
        return CellOdds.clear(cell, Alphabet.DATES)[digit] > 0.5;
    }

    private static CellReading sevenOrOne(CellReading cell) {
        float[] probabilities = cell.probabilities();
        float half = probabilities[SEVEN] / 2;
        probabilities[SEVEN] = half;
        probabilities[ONE] += half;
        return new CellReading(cell.region(), probabilities);
    }

    /** How much the digits speak against that date which they fit best; 0 where there are not eight of them. */
    private static double misfit(List<CellReading> cells) {
        List<double[]> digits = new ArrayList<>();
        for (CellReading cell : cells) {
            double[] odds = CellOdds.clear(cell, Alphabet.DATES);
            if (odds[Alphabet.DATES.blank()] < 0.5) {
                digits.add(odds);
            }
        }
        if (digits.size() != DIGITS) {
            return 0;
        }
        return least(digits, 0, 2, 1, LONGEST_MONTH)
                + least(digits, 2, 2, 1, MONTHS)
                + least(digits, 4, 4, EARLIEST_YEAR, LATEST_YEAR);
    }

    private static double least(List<double[]> digits, int from, int count, int lowest, int highest) {
        IntBinaryOperator digit = (number, place) -> number / (int) Math.pow(10, count - 1 - place) % 10;
        double least = Double.POSITIVE_INFINITY;
        for (int number = lowest; number <= highest; number++) {
            double sum = 0;
            for (int place = 0; place < count; place++) {
                double[] odds = digits.get(from + place);
                double best = 0;
                for (int d = 0; d < 10; d++) {
                    best = Math.max(best, odds[d]);
                }
                sum += Math.log(best / odds[digit.applyAsInt(number, place)]);
            }
            least = Math.min(least, sum);
        }
        return least;
    }
}
