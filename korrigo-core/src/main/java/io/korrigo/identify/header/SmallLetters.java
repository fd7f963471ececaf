package io.korrigo.identify.header;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells names in small letters from capitals that are hard to read.
 *
 * <p>The model that reads capitals knows few small letters, and one that knows both reads capitals a little worse. So names that
 * are unclear are read a second time, with the other model, and that counts where it sees them much more clearly. Of groups of 13 boxes by
 * writers who calibrate, 1 in 100 is unclear on pages and 15 in 100 of harsher rows, and 1 and 2 in 100 are clearer in the second reading as
 * well; of small letters of six fonts that trained nothing 80 are unclear and 58 clearer as well.
 */
final class SmallLetters {
    /** Boxes of both names that hold a letter: fewer tell nothing of how somebody writes. */
    static final int FEWEST = 4;
    /** Mean probability of the likeliest letter; legible capitals are seldom below. */
    static final double UNCLEAR = 0.9;
    /** Mean of the logarithm by which a letter is more probable in the second reading. */
    static final double CLEARER = 0.05;

    private SmallLetters() {}

    /** Whether the names are worth a second reading. */
    static boolean mayBe(HeaderReading capitals) {
        List<CellReading> letters = letters(capitals);
        return letters.size() >= FEWEST
                && letters.stream().mapToDouble(SmallLetters::best).average().orElse(1) < UNCLEAR;
    }

    /**
     * The first reading, or the second with the date of the first.
     *
     * @param both the second, of the same boxes
     */
    static HeaderReading clearer(HeaderReading capitals, HeaderReading both) {
        List<CellReading> first = names(capitals).toList();
        List<CellReading> second = names(both).toList();
        double gain = 0;
        int letters = 0;
        for (int box = 0; box < first.size(); box++) {
            if (holdsLetter(first.get(box))) {
                gain += Math.log(best(second.get(box)) / best(first.get(box)));
                letters++;
            }
        }
        return gain > CLEARER * letters ? withNames(capitals, both) : capitals;
    }

    private static HeaderReading withNames(HeaderReading capitals, HeaderReading both) {
        List<RowReading> rows = new ArrayList<>();
        for (RowReading row : capitals.rows()) {
            rows.add(isName(row) ? both.row(row.field()).orElse(row) : row);
        }
        return new HeaderReading(rows, capitals.quarterTurns(), both.modelHash(), capitals.oneOfTwo());
    }

    private static List<CellReading> letters(HeaderReading reading) {
        return names(reading).filter(SmallLetters::holdsLetter).toList();
    }

    private static Stream<CellReading> names(HeaderReading reading) {
        return reading.rows().stream().filter(SmallLetters::isName).flatMap(row -> row.cells().stream());
    }

    private static boolean isName(RowReading row) {
        return row.field() == HeaderField.LAST_NAME || row.field() == HeaderField.FIRST_NAME;
    }

    private static boolean holdsLetter(CellReading cell) {
        return cell.best() != CellReading.BLANK;
    }

    /** Probability of the likeliest that a name's box may hold, digits left out. */
    private static double best(CellReading cell) {
        double most = 0;
        double all = 0;
        for (char c : CellReading.CLASSES.toCharArray()) {
            if (!Character.isDigit(c)) {
                most = Math.max(most, cell.probability(c));
                all += cell.probability(c);
            }
        }
        return most / Math.max(all, Float.MIN_NORMAL);
    }
}
