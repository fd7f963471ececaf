package io.korrigo.identify;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One header's rows against one roster: log likelihoods of each row given a student, and given a stranger.
 *
 * <p><b>Threads:</b> for one thread; made anew for each reading.
 */
final class Evidence {
    /** The two names stand in each other's row. */
    private static final double SWAPPED = 0.01;
    /** Of strangers' rows, so many hold a name of the other kind. */
    private static final double STRANGER_OF_OTHER_KIND = 0.05;

    private final RosterIndex roster;
    final RowEvidence last;
    final RowEvidence first;
    final RowEvidence date;
    /** Log likelihoods of the three rows given a stranger. */
    final double strangerLast;

    final double strangerFirst;
    final double strangerDate;

    Evidence(HeaderReading reading, RosterIndex roster, BirthDates birthDates) {
        this.roster = roster;
        RowAligner lastRow = aligner(reading.row(HeaderField.LAST_NAME), Alphabet.NAMES);
        RowAligner firstRow = aligner(reading.row(HeaderField.FIRST_NAME), Alphabet.NAMES);
        RowAligner dateRow = aligner(reading.row(HeaderField.BIRTH_DATE), Alphabet.DATES);
        last = new RowEvidence(lastRow, roster.lastNames(), roster.firstNames(), RowEvidence.FEWEST_LETTERS);
        first = new RowEvidence(firstRow, roster.firstNames(), roster.lastNames(), RowEvidence.FEWEST_LETTERS);
        date = new RowEvidence(dateRow, roster.dates(), List.of(), RowEvidence.FEWEST_DIGITS);
        strangerLast = stranger(last, lastRow, NameModel.FAMILY, NameModel.FIRST);
        strangerFirst = stranger(first, firstRow, NameModel.FIRST, NameModel.FAMILY);
        strangerDate = dateRow == null ? 0 : date.log(birthDates.likelihood(dateRow));
    }

    private static @Nullable RowAligner aligner(Optional<RowReading> row, Alphabet alphabet) {
        return row.map(found -> new RowAligner(found, alphabet)).orElse(null);
    }

    private static double stranger(
            RowEvidence evidence, @Nullable RowAligner row, NameModel usual, NameModel unusual) {
        if (row == null) {
            return 0;
        }
        double likelihood = (1 - STRANGER_OF_OTHER_KIND) * usual.likelihood(row)
                + STRANGER_OF_OTHER_KIND * unusual.likelihood(row);
        return evidence.log(likelihood);
    }

    /** Log likelihood of the date row given the student; as for a stranger where the roster has no date. */
    double date(int student) {
        int index = roster.date(student);
        return index == RosterIndex.NO_DATE ? strangerDate : date.of(index);
    }

    /** Log likelihood of the name rows given the student, each name in its row. */
    double straight(int student) {
        return last.of(roster.lastName(student)) + first.of(roster.firstName(student));
    }

    /** Log likelihood of the name rows given the student, the names swapped. */
    double swapped(int student) {
        return last.swapped(roster.firstName(student)) + first.swapped(roster.lastName(student));
    }

    /** Log likelihood of the name rows given the student, swapped or not. */
    double names(int student) {
        return logSum(straight(student) + Math.log1p(-SWAPPED), swapped(student) + Math.log(SWAPPED));
    }

    /** Whether the names are more likely swapped than not. */
    boolean looksSwapped(int student) {
        return swapped(student) + Math.log(SWAPPED) > straight(student) + Math.log1p(-SWAPPED);
    }

    /** Log likelihood of the family name's own row or, where the names look swapped, of the row it is in. */
    double lastNameRow(int student) {
        return looksSwapped(student) ? first.swapped(roster.lastName(student)) : last.of(roster.lastName(student));
    }

    double firstNameRow(int student) {
        return looksSwapped(student) ? last.swapped(roster.firstName(student)) : first.of(roster.firstName(student));
    }

    static double logSum(double one, double other) {
        double larger = Math.max(one, other);
        return larger == Double.NEGATIVE_INFINITY
                ? larger
                : larger + Math.log(Math.exp(one - larger) + Math.exp(other - larger));
    }
}
