package io.korrigo.flatten;

import io.korrigo.exam.AnnotationType;
import io.korrigo.flatten.text.ReadingOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * What a flattened copy says by itself, in one language, and how that language writes points.
 *
 * <p>The texts stand in one file a language, {@code wording_fr.properties} and {@code wording_en.properties}, under the
 * names of the components; {@code %s} stands for what a sentence is about.
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
    private static final String FIRST_STRONG_ISOLATE = "\u2068";
    private static final String POP_ISOLATE = "\u2069";

    private static final Wording FRENCH = read("fr");
    private static final Wording ENGLISH = read("en");

    /** French for French, English for every other language. */
    static Wording of(Locale locale) {
        return locale.getLanguage().equals("fr") ? FRENCH : ENGLISH;
    }

    private static Wording read(String language) {
        String file = "wording_" + language + ".properties";
        Properties texts = new Properties();
        try (InputStream in = Wording.class.getResourceAsStream(file)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
        UnaryOperator<String> text = key -> Objects.requireNonNull(texts.getProperty(key), () -> key + " in " + file);
        return new Wording(
                language,
                text.apply("decimalMark").charAt(0),
                text.apply("minus").charAt(0),
                text.apply("markSheet"),
                text.apply("copy"),
                text.apply("student"),
                text.apply("question"),
                text.apply("points"),
                text.apply("remark"),
                text.apply("total"),
                text.apply("annotations"),
                text.apply("comment"),
                text.apply("highlight"),
                text.apply("error"),
                text.apply("bonus"),
                text.apply("page"),
                text.apply("appreciation"),
                text.apply("noMarks"),
                text.apply("continued"),
                text.apply("sheetPage"),
                text.apply("scan"));
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

    /** A sentence with what it is about; what is read from right to left there is kept from turning what is around it. */
    static String about(String sentence, Object subject) {
        String text = subject.toString();
        boolean turned = text.codePoints().anyMatch(ReadingOrder::asksFor);
        return sentence.replace("%s", turned ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text);
    }
}
