package io.korrigo.flatten;

import io.korrigo.exam.AnnotationType;
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
        String student,
        String question,
        String points,
        String remark,
        String total,
        String annotations,
        String comment,
        String highlight,
        String error,
        String bonus,
        String page,
        String appreciation,
        String noMarks,
        String continued,
        String sheetPage,
        String scan) {
    private static final Wording FRENCH = new Wording(
            "fr",
            ',',
            '\u2212',
            "Relevé de Notes",
            "Copie : %s",
            "Élève : %s",
            "Question",
            "Points",
            "Remarque",
            "Note finale",
            "Annotations",
            "Commentaire",
            "Passage surligné",
            "Erreur",
            "Bonus",
            "p. %s",
            "Appréciation",
            "Cette copie n’a pas reçu de points.",
            "… (suite : annotation %s du relevé)",
            "Relevé de Notes, copie %s",
            "Page %s de la copie, numérisée");

    private static final Wording ENGLISH = new Wording(
            "en",
            '.',
            '-',
            "Mark sheet",
            "Copy: %s",
            "Student: %s",
            "Question",
            "Points",
            "Remark",
            "Final mark",
            "Annotations",
            "Comment",
            "Highlight",
            "Error",
            "Bonus",
            "p. %s",
            "Appreciation",
            "This copy was given no points.",
            "… (continued: annotation %s of the mark sheet)",
            "Mark sheet, copy %s",
            "Scanned page %s of the copy");

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

    /** What an annotation of this type is called. */
    String type(AnnotationType type) {
        return switch (type) {
            case COMMENT -> comment;
            case HIGHLIGHT -> highlight;
            case ERROR -> error;
            case BONUS -> bonus;
        };
    }

    /** {@code points} out of {@code maximum}. */
    String outOf(BigDecimal points, BigDecimal maximum) {
        return points(points) + " / " + points(maximum);
    }

    static String about(String sentence, Object subject) {
        return sentence.replace("%s", subject.toString());
    }
}
