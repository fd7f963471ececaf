package io.korrigo.identify.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A printed birth date as its eight digits, day, month, year.
 *
 * @param from where it begins in the text that it was found in
 * @param to where it ends, exclusive
 */
record PrintedDate(List<PrintedSign> digits, int from, int to) {
    /** A digit, or a letter that a recogniser takes one for. */
    private static final String DIGIT = "[0-9OIL]";

    private static final Pattern DAY_FIRST = Pattern.compile(
            "(?<![0-9])(D{1,2})\\s*[/.\\-]\\s*(D{1,2})\\s*[/.\\-]\\s*((?:19|20)DD)(?![0-9])".replace("D", DIGIT));
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<![0-9])((?:19|20)DD)-(DD)-(DD)(?![0-9])".replace("D", DIGIT));
    private static final Pattern DIGITS_ALONE =
            Pattern.compile("(?<![0-9])(DD)\\s*(DD)\\s*((?:19|20)DD)(?![0-9])".replace("D", DIGIT));

    PrintedDate {
        digits = List.copyOf(digits);
    }

    /** The first date in {@code text} that is written as one, or empty. */
    static Optional<PrintedDate> in(PrintedRun text) {
        return find(text, DAY_FIRST, 1, 2, 3).or(() -> find(text, YEAR_FIRST, 3, 2, 1));
    }

    /** The same where a label says that it is a date, so that eight digits are one too. */
    static Optional<PrintedDate> labelled(PrintedRun text) {
        return in(text).or(() -> find(text, DIGITS_ALONE, 1, 2, 3));
    }

    private static Optional<PrintedDate> find(PrintedRun text, Pattern pattern, int day, int month, int year) {
        Matcher matcher = pattern.matcher(text.plain());
        while (matcher.find()) {
            List<PrintedSign> digits = new ArrayList<>();
            for (int group : new int[] {day, month, year}) {
                List<PrintedSign> part = text.signs().subList(matcher.start(group), matcher.end(group));
                if (part.size() == 1) {
                    digits.add(new PrintedSign('0', 1, part.get(0).region()));
                }
                digits.addAll(part);
            }
            if (digits.get(0).plain() <= '3' && digits.get(2).plain() <= '1' || !allDigits(digits)) {
                return Optional.of(new PrintedDate(digits, matcher.start(), matcher.end()));
            }
        }
        return Optional.empty();
    }

    private static boolean allDigits(List<PrintedSign> signs) {
        return signs.stream().allMatch(PrintedSign::isDigit);
    }
}
