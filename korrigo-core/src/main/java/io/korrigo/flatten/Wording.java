package io.korrigo.flatten;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * What a flattened copy says by itself, in one language, and how that language writes points.
 *
 * <p>{@code %s} stands for what a sentence is about.
 */
record Wording(
        String language,
        char decimalMark,
        char minus,
        String markSheet,
        String copy,
        String question,
        String points,
        String remark,
        String total,
        String annotations,
        String page,
        String appreciation,
        String noMarks,
        String continued,
        String sheetPage) {
    private static final Wording FRENCH = new Wording(
            "fr",
            ',',
            '\u2212',
            "Relevé de Notes",
            "Copie : %s",
            "Question",
            "Points",
            "Remarque",
            "Note finale",
            "Annotations",
            "p. %s",
            "Appréciation",
            "Cette copie n’a pas reçu de points.",
            "… (suite : annotation %s du relevé)",
            "Relevé de Notes, copie %s");

    private static final Wording ENGLISH = new Wording(
            "en",
            '.',
            '-',
            "Mark sheet",
            "Copy: %s",
            "Question",
            "Points",
            "Remark",
            "Final mark",
            "Annotations",
            "p. %s",
            "Appreciation",
            "This copy was given no points.",
            "… (continued: annotation %s of the mark sheet)",
            "Mark sheet, copy %s");

    /** French for French, English for every other language. */
    static Wording of(Locale locale) {
        return locale.getLanguage().equals("fr") ? FRENCH : ENGLISH;
    }

    /** Points as a teacher writes them: "2,5", "−0,25", "12". */
    String points(BigDecimal points) {
        BigDecimal shortest = points.signum() == 0 ? BigDecimal.ZERO : points.stripTrailingZeros();
        return shortest.toPlainString().replace('.', decimalMark).replace('-', minus);
    }

    /** Points given or taken: "+1", "−0,5". */
    String delta(BigDecimal points) {
        return points.signum() > 0 ? "+" + points(points) : points(points);
    }

    /** {@code points} out of {@code maximum}. */
    String outOf(BigDecimal points, BigDecimal maximum) {
        return points(points) + " / " + points(maximum);
    }

    static String about(String sentence, Object subject) {
        return sentence.replace("%s", subject.toString());
    }
}
