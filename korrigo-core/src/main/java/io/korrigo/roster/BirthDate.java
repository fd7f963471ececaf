package io.korrigo.roster;

import io.korrigo.roster.RosterProblem.Code;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The birth date of one cell, or why there is none; one of the two is null.
 *
 * <p>Read are d/m/y with the separators {@code / - .} or a space and months as numbers or French words ("1er août 2008",
 * "12-sept.-08"), y-m-d where the year has four digits, both without separators in eight digits, each with an optional
 * midnight behind it ("12/03/2008 00:00", "2008-03-12T00:00:00"), and the day numbers of Excel's 1900 calendar. A year of two digits is the latest one that is not in the future: in 2026, 08 is 2008 and 87 is 1987.
 * Any other time of day is refused: it can be a midnight moved across a time zone, and so the wrong day.
 */
record BirthDate(@Nullable LocalDate date, @Nullable Code fault) {
    static final LocalDate EARLIEST = LocalDate.of(1930, 1, 1);
    /** Day 0 of Excel's 1900 calendar, for the days after its 29 February 1900 that never was. */
    private static final LocalDate EXCEL_EPOCH = LocalDate.of(1899, 12, 30);

    private static final BirthDate EMPTY = new BirthDate(null, Code.DATE_EMPTY);
    private static final BirthDate MALFORMED = new BirthDate(null, Code.DATE_MALFORMED);
    private static final BirthDate IMPOSSIBLE = new BirthDate(null, Code.DATE_IMPOSSIBLE);
    private static final BirthDate OUT_OF_RANGE = new BirthDate(null, Code.DATE_OUT_OF_RANGE);

    /** @param text cleaned */
    static BirthDate parse(String text, LocalDate today) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        int length = withoutMidnight(text);
        int first = digitsFrom(text, 0, length);
        if (first == length) {
            return digits(text.substring(0, length), today);
        }
        if (Character.isLetter(text.charAt(length - 1)) || hasLetter(text, first, length)) {
            String numeric = FrenchMonths.asNumber(text.substring(0, length));
            return numeric == null ? MALFORMED : parse(numeric, today);
        }
        char separator = text.charAt(first);
        int secondStart = first + 1;
        int secondEnd = digitsFrom(text, secondStart, length);
        if ("/-. ".indexOf(separator) < 0 || secondEnd >= length || text.charAt(secondEnd) != separator) {
            return MALFORMED;
        }
        int thirdStart = secondEnd + 1;
        if (digitsFrom(text, thirdStart, length) != length) {
            return MALFORMED;
        }
        int secondDigits = secondEnd - secondStart;
        int thirdDigits = length - thirdStart;
        if (secondDigits < 1 || secondDigits > 2) {
            return MALFORMED;
        }
        int a = number(text, 0, first);
        int month = number(text, secondStart, secondEnd);
        int c = number(text, thirdStart, length);
        if (first == 4 && (thirdDigits == 1 || thirdDigits == 2)) {
            return of(a, month, c, today);
        }
        if ((first == 1 || first == 2) && thirdDigits == 4) {
            return of(c, month, a, today);
        }
        if ((first == 1 || first == 2) && thirdDigits == 2) {
            int century = today.getYear() / 100 * 100;
            return of(century + c <= today.getYear() ? century + c : century - 100 + c, month, a, today);
        }
        return MALFORMED;
    }

    private static boolean hasLetter(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.isLetter(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static BirthDate digits(String digits, LocalDate today) {
        if (digits.length() == 8) {
            // In years from 1930 the two never mean different days: 19 and 20 are no months.
            boolean yearFirst = digits.startsWith("19") || digits.startsWith("20");
            BirthDate date = yearFirst
                    ? of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8), today)
                    : IMPOSSIBLE;
            return date.date() != null
                    ? date
                    : of(number(digits, 4, 8), number(digits, 2, 4), number(digits, 0, 2), today);
        }
        // Five digits only: 1930-01-01 is 10959, and longer or shorter numbers are codes or years.
        return digits.length() == 5 ? inRange(EXCEL_EPOCH.plusDays(Integer.parseInt(digits)), today) : MALFORMED;
    }

    /** The date of these numbers. */
    static BirthDate of(int year, int month, int day, LocalDate today) {
        try {
            return inRange(LocalDate.of(year, month, day), today);
        } catch (DateTimeException notInTheCalendar) {
            return IMPOSSIBLE;
        }
    }

    private static BirthDate inRange(LocalDate date, LocalDate today) {
        return date.isBefore(EARLIEST) || date.isAfter(today) ? OUT_OF_RANGE : new BirthDate(date, null);
    }

    /** Length of the text before "00:00", "T00:00:00.000Z" or the ".0" of a number; the whole length without them. */
    private static int withoutMidnight(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return text.length() == 7 && text.endsWith(".0") ? 5 : text.length();
        }
        int start = Math.max(text.lastIndexOf(' ', colon), text.lastIndexOf('T', colon));
        if (start <= 0) {
            return text.length();
        }
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '0' && c != ':' && c != '.' && !(c == 'Z' && i == text.length() - 1)) {
                return text.length();
            }
        }
        return start;
    }

    private static int digitsFrom(String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static int number(String text, int start, int end) {
        // More digits than a date can have are refused by their count; they must only not overflow here.
        return start < end && end - start <= 4 ? Integer.parseInt(text, start, end, 10) : 0;
    }
}
