package io.korrigo.flatten;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a flattened copy says about its exam, in which language, and whether it is made for an archive.
 *
 * @param locale French where its language is French, English otherwise; decides words and decimal mark
 * @param examTitle the exam as the mark sheet names it, or empty
 * @param maximum the scale that the final mark is out of, or null when it is not known
 * @param questions the marking scheme's questions in its order; questions that it doesn't name follow in the order of
 *     their ids, and with an empty list all of them do
 * @param archival whether the whole file is PDF/A-2b (ISO 19005-2). Pages that such a file can't hold as they are, such
 *     as those of a PDF without its fonts or a CMYK picture without a profile, then are refused by name
 */
public record FlattenOptions(
        Locale locale, String examTitle, @Nullable BigDecimal maximum, List<QuestionLine> questions, boolean archival) {
    /** In French, with nothing known about the exam. */
    public static final FlattenOptions DEFAULT = new FlattenOptions(Locale.FRENCH, "", null, List.of());

    public FlattenOptions {
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(examTitle, "examTitle");
        questions = List.copyOf(questions);
    }

    /** For reading, not for an archive. */
    public FlattenOptions(Locale locale, String examTitle, @Nullable BigDecimal maximum, List<QuestionLine> questions) {
        this(locale, examTitle, maximum, questions, false);
    }

    /** In the language of {@code locale}, with nothing known about the exam. */
    public static FlattenOptions in(Locale locale) {
        return new FlattenOptions(locale, "", null, List.of());
    }

    /** The same, as PDF/A-2b or not. */
    public FlattenOptions withArchival(boolean wanted) {
        return new FlattenOptions(locale, examTitle, maximum, questions, wanted);
    }
}
