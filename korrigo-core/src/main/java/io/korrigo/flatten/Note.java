package io.korrigo.flatten;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.flatten.pdf.Ink;
import io.korrigo.flatten.pdf.PageFrame;
import io.korrigo.flatten.text.TextFlow;
import java.math.BigDecimal;

/**
 * An annotation made ready for drawing.
 *
 * @param annotation what the teacher drew
 * @param number its place in the copy's list of annotations, from 1
 * @param box its place on the page
 * @param score the points alone, empty where there are none
 * @param content the words alone, empty where there are none
 * @param both points, then words
 */
record Note(Annotation annotation, int number, Area box, TextFlow score, TextFlow content, TextFlow both) {
    static Note of(Annotation annotation, int number, PageFrame frame, Wording wording) {
        String words = annotation.content().strip();
        TextFlow.Span content = new TextFlow.Span(words, false, textInk(annotation.type()));
        TextFlow.Span score = new TextFlow.Span(score(annotation, wording), true, Ink.RED);
        TextFlow.Span gap = new TextFlow.Span("  ", false, Ink.RED);
        TextFlow points = TextFlow.of(score);
        TextFlow said = TextFlow.of(content);
        return new Note(
                annotation,
                number,
                Area.of(annotation.region(), frame),
                points,
                said,
                points.isEmpty() ? said : said.isEmpty() ? points : TextFlow.of(score, gap, content));
    }

    /** Whether anything is to be written beside its box. */
    boolean hasWords() {
        return !both.isEmpty();
    }

    /** The beginning of the words with a hint where they go on, for a page that lacks the room. */
    TextFlow shortened(int characters, Wording wording) {
        String words = annotation.content().strip();
        int end = Math.min(characters, words.length());
        if (end > 0 && end < words.length()) {
            int space = words.lastIndexOf(' ', end);
            end = space > 0 ? space : words.offsetByCodePoints(0, words.codePointCount(0, end) - 1);
        }
        String score = score(annotation, wording);
        return TextFlow.of(
                new TextFlow.Span(score.isEmpty() ? "" : score + "  ", true, Ink.RED),
                new TextFlow.Span(words.substring(0, end) + " ", false, textInk(annotation.type())),
                new TextFlow.Span(Wording.about(wording.continued(), number), true, textInk(annotation.type())));
    }

    /** By which number the mark sheet has points and words. */
    TextFlow numberAlone() {
        return TextFlow.of("[" + number + "]", true, textInk(annotation.type()));
    }

    /** The colour of an annotation's outline. */
    static Ink ink(AnnotationType type) {
        return switch (type) {
            case COMMENT -> Ink.BLUE;
            case HIGHLIGHT -> Ink.YELLOW;
            case ERROR -> Ink.RED;
            case BONUS -> Ink.GREEN;
        };
    }

    /** The colour of an annotation's words. */
    static Ink textInk(AnnotationType type) {
        return type == AnnotationType.HIGHLIGHT ? Ink.AMBER : ink(type);
    }

    private static String score(Annotation annotation, Wording wording) {
        BigDecimal delta = annotation.scoreDelta();
        return delta == null ? "" : wording.delta(delta);
    }
}
