package io.korrigo.identify.match;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * When somebody of whom nothing is known was born: mostly in the years of the roster's students, any day of the year.
 *
 * <p><b>Threads:</b> immutable.
 */
final class BirthDates {
    /** Share of strangers who are as old as the roster's students; the others are of any age around it. */
    private static final double LIKE_THE_ROSTER = 0.7;
    /** Years before the oldest and after the youngest student that a stranger may be born in. */
    private static final int YEARS_AROUND = 12;
    /** Of those as old as a student, so many are a year older, and as many a year younger. */
    private static final double A_YEAR_APART = 0.1;
    /** Assumed where the roster has no dates: whoever may sit an exam today. */
    private static final int OLDEST = 1980;

    /** Year of birth, where the roster has none. */
    private static final int YOUNGEST = 2015;

    /** Below it a text's alignments no longer count; far below what any threshold asks. */
    private static final double NEGLIGIBLE = 1e-30;

    private final List<Spelling> anyDayOfYear;
    private final List<Spelling> shortDates;

    BirthDates(Collection<LocalDate> dates) {
        Map<Integer, Double> years = new TreeMap<>();
        int oldest = dates.stream().mapToInt(LocalDate::getYear).min().orElse(OLDEST + YEARS_AROUND) - YEARS_AROUND;
        int youngest = dates.stream().mapToInt(LocalDate::getYear).max().orElse(YOUNGEST - YEARS_AROUND) + YEARS_AROUND;
        double any = (dates.isEmpty() ? 1 : 1 - LIKE_THE_ROSTER) / (youngest - oldest + 1);
        for (int year = oldest; year <= youngest; year++) {
            years.put(year, any);
        }
        for (LocalDate date : dates) {
            double share = LIKE_THE_ROSTER / dates.size();
            years.merge(date.getYear(), share * (1 - 2 * A_YEAR_APART), Double::sum);
            years.merge(date.getYear() - 1, share * A_YEAR_APART, Double::sum);
            years.merge(date.getYear() + 1, share * A_YEAR_APART, Double::sum);
        }
        List<Spelling> spellings = new ArrayList<>();
        years.forEach((year, weight) -> spellings.add(new Spelling(anyDayOf(year), weight)));
        anyDayOfYear = List.copyOf(spellings);
        List<Spelling> shorter = new ArrayList<>();
        years.forEach((year, weight) -> shorter.addAll(shortDatesOf(year, weight)));
        shortDates = List.copyOf(shorter);
    }

    private static byte[] anyDayOf(int year) {
        byte[] digits = Spellings.digits(String.format(Locale.ROOT, "0000%04d", year));
        digits[0] = Alphabet.ANY_DAY_FIRST;
        digits[1] = Alphabet.ANY_DAY_SECOND;
        digits[2] = Alphabet.ANY_MONTH_FIRST;
        digits[3] = Alphabet.ANY_MONTH_SECOND;
        return digits;
    }

    /** Any day of the year with boxes left empty as a student's, of whom one who was born on 3 April stands for all. */
    private static List<Spelling> shortDatesOf(int year, double weight) {
        List<Spelling> written = new ArrayList<>();
        for (Spelling spelling : Spellings.ofShortBirthDate(LocalDate.of(year, 4, 3))) {
            byte[] signs = spelling.signs().clone();
            for (int i = 0; i < 4; i++) {
                boolean zero = signs[i] == 0;
                boolean digit = signs[i] != Alphabet.DATE_GAP;
                signs[i] = zero
                        ? i < 2 ? Alphabet.ANY_DAY_FIRST : Alphabet.ANY_MONTH_FIRST
                        : digit ? Alphabet.ANY_DAY_SECOND : signs[i];
            }
            written.add(new Spelling(signs, weight * spelling.weight()));
        }
        return written;
    }

    /**
     * Likelihood of a birth date row given a stranger.
     *
     * @param full whether no box was left empty
     */
    double likelihood(RowAligner row, boolean full) {
        return row.likelihood(full ? anyDayOfYear : shortDates, NEGLIGIBLE);
    }
}
