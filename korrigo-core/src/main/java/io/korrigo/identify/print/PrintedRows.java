package io.korrigo.identify.print;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Turns printed fields into the rows that the matcher takes: a box for each character, with a distribution that follows
 * from the recogniser's confidence.
 *
 * <p>The recogniser's second choices are not asked for: half of what its confidence leaves goes to characters that look
 * alike in print, the rest to all. What is neither letter nor digit is an empty box, as between two words.
 */
final class PrintedRows {
    /** A printed character is never surer than this, whatever the recogniser says. */
    private static final double SUREST = 0.985;
    /** Nor, where it names one at all, less sure. */
    private static final double LEAST_SURE = 0.3;
    /** A letter where a digit belongs, or the other way round, is its twin with this share of its confidence. */
    private static final double OTHER_KIND = 0.7;
    /** Empty boxes after the text: it was not cut at the row's end. */
    private static final int MARGIN = 4;

    /** Of each, any two look alike in print. */
    private static final List<String> TWINS =
            List.of("O0QDC", "I1LJT", "S5", "B8R", "Z2", "G6C", "UV", "MNH", "EF", "PR", "38", "17");

    private PrintedRows() {}

    static List<RowReading> of(PrintedFields fields) {
        return fields.signs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static RowReading row(HeaderField field, List<PrintedSign> signs) {
        List<CellReading> cells = new ArrayList<>();
        for (PrintedSign sign : signs) {
            cells.add(new CellReading(sign.region(), distribution(field, sign)));
        }
        if (field != HeaderField.BIRTH_DATE) {
            PageRegion last = signs.get(signs.size() - 1).region();
            for (int i = 0; i < MARGIN; i++) {
                cells.add(new CellReading(last, distribution(CellReading.BLANK, 1)));
            }
        }
        return new RowReading(field, cells);
    }

    private static float[] distribution(HeaderField field, PrintedSign sign) {
        char character = sign.plain();
        if (!sign.isLetter() && !sign.isDigit()) {
            return distribution(CellReading.BLANK, 1);
        }
        if (field.classes().indexOf(character) >= 0) {
            return distribution(character, sign.confidence());
        }
        return distribution(twin(character, field.classes()), sign.confidence() * OTHER_KIND);
    }

    /** What of {@code classes} looks like {@code character}; itself where nothing does. */
    private static char twin(char character, String classes) {
        for (String alike : TWINS) {
            if (alike.indexOf(character) >= 0) {
                for (char other : alike.toCharArray()) {
                    if (classes.indexOf(other) >= 0) {
                        return other;
                    }
                }
            }
        }
        return character;
    }

    private static float[] distribution(char character, double confidence) {
        double sure = Math.max(LEAST_SURE, Math.min(SUREST, confidence));
        double[] shares = new double[CellReading.CLASSES.length()];
        StringBuilder alike = new StringBuilder();
        for (String twins : TWINS) {
            if (twins.indexOf(character) >= 0) {
                alike.append(twins.replace(String.valueOf(character), ""));
            }
        }
        double rest = 1 - sure;
        double even = alike.isEmpty() ? rest : rest / 2;
        Arrays.fill(shares, even / (shares.length - 1));
        for (char twin : alike.toString().toCharArray()) {
            shares[CellReading.CLASSES.indexOf(twin)] += rest / 2 / alike.length();
        }
        shares[CellReading.CLASSES.indexOf(character)] = sure;
        float[] probabilities = new float[shares.length];
        for (int i = 0; i < shares.length; i++) {
            probabilities[i] = (float) shares[i];
        }
        return probabilities;
    }
}
