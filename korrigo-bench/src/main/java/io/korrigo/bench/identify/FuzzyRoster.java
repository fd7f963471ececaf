package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the student whose names and birth date are nearest to three texts by edit distance: names count for 70 %, and a
 * match needs 70 %.
 *
 * <p><b>Threads:</b> immutable.
 */
final class FuzzyRoster {
    private static final double NAME = 0.35;
    private static final double DATE = 0.3;
    private static final double ENOUGH = 0.7;
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("ddMMuuuu", Locale.ROOT);

    private final List<Student> roster;

    FuzzyRoster(List<Student> roster) {
        this.roster = List.copyOf(roster);
    }

    Optional<Student> match(String lastName, String firstName, String birthDate) {
        Student best = null;
        double bestScore = ENOUGH;
        for (Student student : roster) {
            double score = NAME * ratio(lastName, Votes.plain(student.lastName()))
                    + NAME * ratio(firstName, Votes.plain(student.firstName()))
                    + DATE * ratio(birthDate, digits(student.birthDate()));
            if (score > bestScore) {
                best = student;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String digits(@Nullable LocalDate date) {
        return date == null ? "" : DIGITS.format(date);
    }

    /** 1 for equal texts, 0 for texts that share nothing. */
    static double ratio(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        return longer == 0 ? 1 : 1 - (double) distance(one, other) / longer;
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
