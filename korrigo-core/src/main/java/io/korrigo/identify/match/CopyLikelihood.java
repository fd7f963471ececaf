package io.korrigo.identify.match;

import io.korrigo.identify.match.SheetLikelihood.RowSays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * All headers of one copy against one roster: what the sheets say together.
 *
 * <p>Given a student, sheets are independent, so their log likelihoods are summed. They are not given a stranger, who
 * writes the same unknown name on each: there the best text of one sheet stands for the others too.
 *
 * <p><b>Threads:</b> for one thread; made anew for each copy.
 */
final class CopyLikelihood {
    private final List<SheetLikelihood> sheets;
    private final RosterIndex roster;
    /** Log likelihoods of the rows of each kind given a stranger. */
    final double strangerLast;

    final double strangerFirst;
    final double strangerDate;

    /** @param sheets one or more */
    CopyLikelihood(List<SheetLikelihood> sheets, RosterIndex roster) {
        this.sheets = sheets;
        this.roster = roster;
        strangerLast = stranger(sheet -> sheet.last, sheet -> sheet.strangerLast);
        strangerFirst = stranger(sheet -> sheet.first, sheet -> sheet.strangerFirst);
        strangerDate = stranger(sheet -> sheet.date, sheet -> sheet.strangerDate);
    }

    private double stranger(Function<SheetLikelihood, RowLikelihood> row, ToDoubleFunction<SheetLikelihood> log) {
        double best = sheets.stream().mapToDouble(log).sum();
        if (sheets.size() == 1) {
            return best;
        }
        for (SheetLikelihood one : sheets) {
            byte[] text = row.apply(one).bestText();
            double same = log.applyAsDouble(one);
            for (SheetLikelihood other : sheets) {
                same += other == one ? 0 : row.apply(other).ofText(text);
            }
            best = text.length == 0 ? best : Math.max(best, same);
        }
        return best;
    }

    /** Log likelihood of the date rows given the student; as for a stranger where the roster has no date. */
    double date(int student) {
        return birthDate(roster.date(student));
    }

    /** The same given the roster's date number {@code index}. */
    double birthDate(int index) {
        if (index == RosterIndex.NO_DATE) {
            return strangerDate;
        }
        double sum = 0;
        for (SheetLikelihood sheet : sheets) {
            sum += sheet.date.of(index);
        }
        return sum;
    }

    /** Log likelihood of the family name rows given the student, each name in its row. */
    double last(int student) {
        double sum = 0;
        for (SheetLikelihood sheet : sheets) {
            sum += sheet.last.of(roster.lastName(student));
        }
        return sum;
    }

    /** Log likelihood of the name rows given the student, each name in its row. */
    double straight(int student) {
        double sum = 0;
        for (SheetLikelihood sheet : sheets) {
            sum += sheet.straight(student);
        }
        return sum;
    }

    /**
     * Log likelihood of the name rows given the student, swapped or not.
     *
     * @param negligible below this the answer need not be exact
     */
    double names(int student, double negligible) {
        double sum = 0;
        for (SheetLikelihood sheet : sheets) {
            sum += sheet.names(student, negligible);
        }
        return sum;
    }

    /** Whether the names are more likely swapped than not, on some sheet. */
    boolean looksSwapped(int student) {
        return sheets.stream().anyMatch(sheet -> sheet.looksSwapped(student));
    }

    /** What the rows of a field say about the student, a name's in the other name's row where they look swapped. */
    Word word(Field field, int student) {
        List<RowSays> rows =
                sheets.stream().map(sheet -> sheet.says(field, student)).toList();
        double stranger = sheets.size() == 1 ? rows.get(0).stranger() : stranger(field);
        return new Word(rows, stranger);
    }

    /**
     * What the rows say against a student: of each field, what that sheet says which resembles the student most, since each
     * sheet of a stranger shows the stranger's name.
     */
    Contradiction contradiction(int student) {
        return new Contradiction(least(Field.LAST, student), least(Field.FIRST, student), least(Field.DATE, student));
    }

    private Differences least(Field field, int student) {
        return sheets.stream()
                .flatMap(sheet -> sheet.differences(field, student).stream())
                .min(Comparator.comparingDouble(Differences::odds))
                .orElse(Differences.NONE);
    }

    private double stranger(Field field) {
        return switch (field) {
            case LAST -> strangerLast;
            case FIRST -> strangerFirst;
            case DATE -> strangerDate;
        };
    }

    boolean found() {
        return any(RowLikelihood::found);
    }

    boolean written() {
        return any(RowLikelihood::written);
    }

    boolean legible() {
        return any(RowLikelihood::legible);
    }

    boolean legibleName() {
        return sheets.stream().anyMatch(sheet -> sheet.last.legible() || sheet.first.legible());
    }

    boolean legibleDate() {
        return sheets.stream().anyMatch(sheet -> sheet.date.legible());
    }

    private boolean any(Predicate<RowLikelihood> property) {
        return sheets.stream()
                .anyMatch(
                        sheet -> property.test(sheet.last) || property.test(sheet.first) || property.test(sheet.date));
    }

    /** Which of a header's rows. */
    enum Field {
        LAST,
        FIRST,
        DATE
    }

    /**
     * The word of all sheets' rows of one field on one student.
     *
     * @param stranger their log likelihood given a stranger
     */
    record Word(List<RowSays> rows, double stranger) {
        boolean legible() {
            return rows.stream().anyMatch(says -> says.row().legible());
        }

        /** Whether it can be read and favours the student by less than {@code least}, in natural log units. */
        boolean against(double least) {
            return legible() && rows.stream().mapToDouble(RowSays::log).sum() - stranger < least;
        }

        double agreement() {
            return rows.stream()
                    .filter(says -> says.row().written())
                    .mapToDouble(says -> says.row().agreement(says.log()))
                    .average()
                    .orElse(0.5);
        }
    }

    static double logSum(double one, double other) {
        double larger = Math.max(one, other);
        return larger == Double.NEGATIVE_INFINITY
                ? larger
                : larger + Math.log(Math.exp(one - larger) + Math.exp(other - larger));
    }
}
