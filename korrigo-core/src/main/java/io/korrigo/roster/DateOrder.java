package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a file writes days before months. Where its dates only fit month/day/year, those up to the 12th of a month would be
 * read as other days, and nobody would see it.
 */
final class DateOrder {
    private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,2})[/. -]([0-9]{1,2})[/. -][0-9]{2,4}(?![0-9]).*");
    private static final int MONTHS = 12;

    /** So many dates of a file for which a single one in the other order is a slip of the pen. */
    private static final int SLIP = 10;

    private final ColumnMapping mapping;
    private int dayFirst;
    private int monthFirst;
    private int lineOfMonthFirst;

    DateOrder(ColumnMapping mapping) {
        this.mapping = mapping;
    }

    /** Notes the first two numbers of a date as day and month, whether it is one or not. */
    void note(int month, int day, int line) {
        if (day > MONTHS && day <= 31 && month <= MONTHS) {
            dayFirst++;
        } else if (month > MONTHS && month <= 31 && day <= MONTHS && day > 0) {
            if (monthFirst++ == 0) {
                lineOfMonthFirst = line;
            }
        }
    }

    /** Notes a date as written, if it begins with two numbers. */
    void note(String text, int line) {
        Matcher numbers = NUMBERS.matcher(text);
        if (numbers.matches()) {
            note(Integer.parseInt(numbers.group(2)), Integer.parseInt(numbers.group(1)), line);
        }
    }

    /** @throws InvalidInputException when the dates only fit month/day/year, but for a slip among many */
    void end() {
        if (monthFirst > dayFirst * SLIP) {
            throw new InvalidInputException("Roster line " + lineOfMonthFirst + ", column \""
                    + mapping.header(RosterColumn.BIRTH_DATE)
                    + "\": the dates are written month/day/year, so those up to the"
                    + " 12th would be taken for other days; format the column as day/month/year, or as year-month-day");
        }
    }
}
