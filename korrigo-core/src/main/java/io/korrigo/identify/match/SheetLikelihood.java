package io.korrigo.identify.match;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import io.korrigo.identify.match.CopyLikelihood.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sheet's header against one roster: log likelihoods of each row given a student, and given a stranger.
 *
 * <p>A name row's text may be followed by an empty box and further names of unknown people: pupils write all their
 * forenames where the roster has one, or a usage name that it lacks. A stranger's names may go on likewise, so a very
 * common name with another one behind it ("Martin Dupuis" for a student Martin) still goes to a person. Without the
 * empty box nothing is a further name: Martineau is not Martin.
 *
 * <p>Of several sheets, log likelihoods given a student are summed. A stranger writes the same unknown name on each, so there the
 * best text of one sheet stands for the others: else three sheets of somebody who resembles a student would add up to them.
 *
 * <p><b>Threads:</b> for one thread; made anew for each reading.
 */
final class SheetLikelihood {
    /** The two names stand in each other's row. */
    private static final double SWAPPED = 0.01;
    /** Of strangers' rows, so many hold a name of the other kind. */
    private static final double STRANGER_OF_OTHER_KIND = 0.05;
    /** A usage name that the roster lacks. */
    private static final double FURTHER_FAMILY_NAME = 0.02;
    /** Forenames that the roster lacks: many rosters have one only, and the form asks for "Prénom(s)". */
    private static final double FURTHER_FORENAMES = 0.05;

    private final RosterIndex roster;
    final RowLikelihood last;
    final RowLikelihood first;
    final RowLikelihood date;
    /** Log likelihoods of the three rows given a stranger. */
    final double strangerLast;

    final double strangerFirst;
    final double strangerDate;
    private final HeaderReading reading;
    private final @Nullable RowReading birthDate;
    private final List<List<Spelling>> dates;
    private final Map<HeaderField, RowComparison> comparisons = new EnumMap<>(HeaderField.class);

    SheetLikelihood(HeaderReading reading, RosterIndex roster, BirthDates birthDates) {
        this.reading = reading;
        this.roster = roster;
        RowAligner lastRow = aligner(reading.row(HeaderField.LAST_NAME), Alphabet.NAMES);
        RowAligner firstRow = aligner(reading.row(HeaderField.FIRST_NAME), Alphabet.NAMES);
        birthDate = reading.row(HeaderField.BIRTH_DATE).map(DateRow::readable).orElse(null);
        RowAligner dateRow = aligner(Optional.ofNullable(birthDate), Alphabet.DATES);
        boolean full = dateRow == null || dateRow.inked() >= DateRow.DIGITS;
        dates = full ? roster.dates() : roster.shortDates();
        if (lastRow != null) {
            lastRow.mayGoOn(NameModel.FAMILY, FURTHER_FAMILY_NAME);
        }
        if (firstRow != null) {
            firstRow.mayGoOn(NameModel.FIRST, FURTHER_FORENAMES);
        }
        double anyLast = stranger(lastRow, NameModel.FAMILY, NameModel.FIRST);
        double anyFirst = stranger(firstRow, NameModel.FIRST, NameModel.FAMILY);
        double anyDate = dateRow == null ? 1 : birthDates.likelihood(dateRow, full);
        last = new RowLikelihood(
                lastRow, roster.lastNames(), roster.firstNames(), RowLikelihood.FEWEST_LETTERS, anyLast);
        first = new RowLikelihood(
                firstRow, roster.firstNames(), roster.lastNames(), RowLikelihood.FEWEST_LETTERS, anyFirst);
        date = new RowLikelihood(dateRow, dates, List.of(), RowLikelihood.FEWEST_DIGITS, anyDate);
        strangerLast = last.log(anyLast);
        strangerFirst = first.log(anyFirst);
        strangerDate = date.log(anyDate);
    }

    private static @Nullable RowAligner aligner(Optional<RowReading> row, Alphabet alphabet) {
        return row.map(found -> new RowAligner(found, alphabet))
                .filter(RowAligner::mayHoldItsKind)
                .orElse(null);
    }

    private static double stranger(@Nullable RowAligner row, NameModel usual, NameModel unusual) {
        return row == null
                ? 1
                : (1 - STRANGER_OF_OTHER_KIND) * usual.likelihood(row) + STRANGER_OF_OTHER_KIND * unusual.anyName(row);
    }

    private double date(int student) {
        return birthDate(roster.date(student));
    }

    /** Log likelihood of the date row given the roster's date number {@code index}; a stranger's where it has none. */
    double birthDate(int index) {
        return index == RosterIndex.NO_DATE ? strangerDate : date.of(index);
    }

    /** Log likelihood of the name rows given the student, each name in its row. */
    double straight(int student) {
        return last.of(roster.lastName(student)) + first.of(roster.firstName(student));
    }

    private double swapped(int student) {
        return last.swapped(roster.firstName(student)) + first.swapped(roster.lastName(student));
    }

    /**
     * Log likelihood of the name rows given the student, swapped or not.
     *
     * @param negligible below this the answer need not be exact
     */
    double names(int student, double negligible) {
        double straight = Math.log1p(-SWAPPED) + last.of(roster.lastName(student));
        if (straight >= negligible) {
            straight += first.of(roster.firstName(student));
        }
        double swapped = Math.log(SWAPPED) + last.swapped(roster.firstName(student));
        if (swapped >= negligible) {
            swapped += first.swapped(roster.lastName(student));
        }
        return CopyLikelihood.logSum(straight, swapped);
    }

    /** Whether the names are more likely swapped than not. */
    boolean looksSwapped(int student) {
        return swapped(student) + Math.log(SWAPPED) > straight(student) + Math.log1p(-SWAPPED);
    }

    /** Whether any of the rows can be read. */
    boolean legible() {
        return last.legible() || first.legible() || date.legible();
    }

    /** What the row of a field says about the student; a name's is the other name's row where they look swapped. */
    RowSays says(Field field, int student) {
        return switch (field) {
            case LAST ->
                looksSwapped(student)
                        ? new RowSays(first, first.swapped(roster.lastName(student)), strangerFirst)
                        : new RowSays(last, last.of(roster.lastName(student)), strangerLast);
            case FIRST ->
                looksSwapped(student)
                        ? new RowSays(last, last.swapped(roster.firstName(student)), strangerLast)
                        : new RowSays(first, first.of(roster.firstName(student)), strangerFirst);
            case DATE -> new RowSays(date, date(student), strangerDate);
        };
    }

    /** Where the row of a field differs from what the student would have written; empty where it can't be read. */
    Optional<Differences> differences(Field field, int student) {
        return switch (field) {
            case LAST ->
                ofName(
                        looksSwapped(student) ? HeaderField.FIRST_NAME : HeaderField.LAST_NAME,
                        roster.lastNames().get(roster.lastName(student)));
            case FIRST ->
                ofName(
                        looksSwapped(student) ? HeaderField.LAST_NAME : HeaderField.FIRST_NAME,
                        roster.firstNames().get(roster.firstName(student)));
            case DATE -> ofDate(roster.date(student));
        };
    }

    private Optional<Differences> ofName(HeaderField field, List<Spelling> spellings) {
        return differences(field, field == HeaderField.LAST_NAME ? last : first, spellings, true);
    }

    private Optional<Differences> ofDate(int born) {
        List<Spelling> spellings = born == RosterIndex.NO_DATE ? List.of() : dates.get(born);
        return differences(HeaderField.BIRTH_DATE, date, spellings, false);
    }

    private Optional<Differences> differences(
            HeaderField field, RowLikelihood row, List<Spelling> spellings, boolean mayGoOn) {
        if (!row.legible() || spellings.isEmpty()) {
            return Optional.empty();
        }
        Alphabet alphabet = field == HeaderField.BIRTH_DATE ? Alphabet.DATES : Alphabet.NAMES;
        RowComparison comparison =
                comparisons.computeIfAbsent(field, key -> new RowComparison(row(key).orElseThrow(), alphabet));
        return Optional.of(comparison.from(spellings, mayGoOn));
    }

    private Optional<RowReading> row(HeaderField field) {
        return field == HeaderField.BIRTH_DATE ? Optional.ofNullable(birthDate) : reading.row(field);
    }

    /**
     * One row's word on one student.
     *
     * @param log its log likelihood given the student
     * @param stranger the same given a stranger
     */
    record RowSays(RowLikelihood row, double log, double stranger) {}
}
