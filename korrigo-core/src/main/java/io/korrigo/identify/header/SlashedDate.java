package io.korrigo.identify.header;

import io.korrigo.identify.CellReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A birth date whose slashes were written into boxes of their own: 3/4/08, 20/3/07, 2/3/2006.
 *
 * <p>The character model knows no slash and takes it for a 1 or a 7. Where a row can't be a date as it stands and can be parted in
 * one way only by two such boxes, they are slashes: they count as empty, and the digits are put where a date that leaves boxes
 * empty has them. What may be a date is left alone: 2/1/06 may be 21/11/06.
 */
final class SlashedDate {
    /** Boxes for day, month and year. */
    private static final int BOXES = 8;
    /** Boxes that are filled in where the year has two digits and nothing stands between them. */
    private static final int SHORT_BOXES = 6;

    /** Days. */
    private static final int LONGEST_MONTH = 31;
    /** Of a year. */
    private static final int MONTHS = 12;

    private static final String DIGITS = "0123456789";
    /** What a single stroke is taken for: digits, and letters, which a date has none of. */
    private static final String STROKES = "17IJLT";
    /** Probability that a box shows a single stroke. */
    private static final double A_STROKE = 0.5;

    /** Where the two slashes stand, counted from 0. */
    private record Slashes(int first, int second) {
        static final List<Slashes> WAYS =
                List.of(new Slashes(1, 3), new Slashes(1, 4), new Slashes(2, 4), new Slashes(2, 5));

        boolean mayStandIn(List<CellReading> filled) {
            int year = filled.size() - second - 1;
            return (year == 2 || year == 4) && isStroke(filled.get(first)) && isStroke(filled.get(second));
        }

        /** Whether what stands before, between and behind them is a date. */
        boolean part(String digits) {
            return isYear(digits.substring(second + 1))
                    && isDayAndMonth(digits.substring(0, first), digits.substring(first + 1, second));
        }
    }

    private SlashedDate() {}

    /** The cells of a birth date's row, without slashes; as they are where none are found. */
    static List<CellReading> withoutSlashes(List<CellReading> cells) {
        List<CellReading> filled = filled(cells);
        if (cells.size() != BOXES || filled.size() < SHORT_BOXES) {
            return cells;
        }
        String digits = digits(filled);
        if (mayBeDate(digits)) {
            return cells;
        }
        List<Slashes> ways =
                Slashes.WAYS.stream().filter(way -> way.mayStandIn(filled)).toList();
        if (ways.size() > 1 || filled.size() == BOXES) {
            ways = ways(ways, digits);
        }
        return ways.size() == 1 ? parted(cells, ways.get(0)) : cells;
    }

    /** Those that leave a date; where none does, those that leave one when its sevens are ones. */
    private static List<Slashes> ways(List<Slashes> possible, String digits) {
        List<Slashes> ways = possible.stream().filter(way -> way.part(digits)).toList();
        return ways.isEmpty()
                ? possible.stream()
                        .filter(way -> way.part(digits.replace('7', '1')))
                        .toList()
                : ways;
    }

    /** Boxes that are filled in, from the first on; none where there is a gap. */
    private static List<CellReading> filled(List<CellReading> cells) {
        int length = 0;
        while (length < cells.size() && cells.get(length).best() != CellReading.BLANK) {
            length++;
        }
        boolean gap = cells.stream().skip(length).anyMatch(cell -> cell.best() != CellReading.BLANK);
        return gap ? List.of() : cells.subList(0, length);
    }

    private static String digits(List<CellReading> cells) {
        StringBuilder digits = new StringBuilder();
        cells.forEach(cell -> digits.append(cell.best(DIGITS)));
        return digits.toString();
    }

    /** Whether the digits are a date without slashes: with a whole year in any order, and sevens may be ones. */
    private static boolean mayBeDate(String digits) {
        if (digits.length() == SHORT_BOXES) {
            return isDayAndMonth(digits.substring(0, 2), digits.substring(2, 4));
        }
        if (digits.length() < BOXES) {
            return false;
        }
        String ones = digits.replace('7', '1');
        String first = ones.substring(0, 2);
        String second = ones.substring(2, 4);
        return isYear(ones.substring(4)) && (isDayAndMonth(first, second) || isDayAndMonth(second, first))
                || isYear(ones.substring(0, 4)) && isDayAndMonth(ones.substring(6), ones.substring(4, 6));
    }

    private static boolean isDayAndMonth(String day, String month) {
        return isIn(day, LONGEST_MONTH) && isIn(month, MONTHS);
    }

    private static boolean isIn(String digits, int most) {
        int number = Integer.parseInt(digits);
        return number >= 1 && number <= most;
    }

    /** Two digits, or four of a year in which somebody who sits an exam was born. */
    private static boolean isYear(String digits) {
        return digits.length() == 2 || digits.startsWith("19") || digits.startsWith("20");
    }

    private static boolean isStroke(CellReading cell) {
        return STROKES.chars().mapToDouble(c -> cell.probability((char) c)).sum() >= A_STROKE;
    }

    /** Day, month and year each where it belongs; a slash fills up a part of one digit, or stands at the end. */
    private static List<CellReading> parted(List<CellReading> cells, Slashes at) {
        Deque<CellReading> slashes =
                new ArrayDeque<>(List.of(empty(cells.get(at.first())), empty(cells.get(at.second()))));
        List<CellReading> parted = new ArrayList<>(cells.subList(0, at.first()));
        if (at.first() == 1) {
            parted.add(slashes.remove());
        }
        parted.addAll(cells.subList(at.first() + 1, at.second()));
        if (at.second() == at.first() + 2) {
            parted.add(slashes.remove());
        }
        parted.addAll(cells.subList(at.second() + 1, cells.size()));
        parted.addAll(slashes);
        return parted;
    }

    private static CellReading empty(CellReading slash) {
        return new CellReading(slash.region(), CellReading.EMPTY);
    }
}
