package io.korrigo.flatten;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.CopyMarks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages after a copy's own: marks by question, remarks, all annotations in full, appreciation, final mark. */
final class MarkSheet {
    private static final double SMALL = 9;
    private static final double PLAIN = 10;
    private static final double[] MARK_COLUMNS = {0, 120, 210};
    private static final double[] NOTE_COLUMNS = {0, 30, 75, 130};

    private final CopyToFlatten copy;
    private final Wording wording;
    private final SheetPages pages;

    private MarkSheet(CopyToFlatten copy, Wording wording, SheetPages pages) {
        this.copy = copy;
        this.wording = wording;
        this.pages = pages;
    }

    /** The contents of the sheet's pages, each {@link SheetPages#WIDTH} by {@link SheetPages#HEIGHT} points. */
    static List<ContentStream> draw(CopyToFlatten copy, List<Note> notes, Wording wording, DocumentFonts fonts) {
        SheetPages pages = new SheetPages(fonts, Wording.about(wording.sheetPage(), copy.anonymousId()));
        MarkSheet sheet = new MarkSheet(copy, wording, pages);
        sheet.heading();
        sheet.marks();
        sheet.appreciation();
        sheet.annotations(notes);
        return pages.finish();
    }

    private void heading() {
        pages.paragraph(bold(wording.markSheet()), 20);
        if (!copy.options().examTitle().isBlank()) {
            pages.paragraph(plain(copy.options().examTitle()), 13);
        }
        pages.paragraph(plain(Wording.about(wording.copy(), copy.anonymousId())), 11);
        pages.space(8);
    }

    private void marks() {
        CopyMarks marks = copy.marks();
        List<QuestionLine> questions = questions();
        if (!questions.isEmpty()) {
            List<TextFlow> header = List.of(bold(wording.question()), bold(wording.points()), bold(wording.remark()));
            pages.startTable(header, MARK_COLUMNS, PLAIN);
            for (QuestionLine question : questions) {
                BigDecimal score = marks.scores().get(question.id());
                pages.row(List.of(
                        plain(question.label()),
                        plain(score == null ? outOf(null, question.maximum()) : outOf(score, question.maximum())),
                        plain(marks.remarks().getOrDefault(question.id(), ""))));
            }
            pages.endTable();
        }
        String total = marks.finalMark(copy.annotations())
                .map(mark -> outOf(mark, copy.options().maximum()))
                .orElse("");
        if (total.isEmpty()) {
            pages.paragraph(plain(wording.noMarks()), 11);
        } else {
            pages.paragraph(
                    TextFlow.of(
                            new TextFlow.Span(
                                    wording.total() + (wording.language().equals("fr") ? " : " : ": "),
                                    true,
                                    Ink.BLACK),
                            new TextFlow.Span(total, true, Ink.RED)),
                    14);
        }
        pages.space(8);
    }

    private void appreciation() {
        String appreciation = copy.marks().appreciation();
        if (!appreciation.isBlank()) {
            pages.title(bold(wording.appreciation()), 12);
            pages.paragraph(plain(appreciation), PLAIN);
            pages.space(8);
        }
    }

    private void annotations(List<Note> notes) {
        if (notes.isEmpty()) {
            return;
        }
        pages.title(bold(wording.annotations()), 12);
        pages.startTable(List.of(), NOTE_COLUMNS, SMALL);
        for (Note note : notes) {
            Annotation annotation = note.annotation();
            pages.row(List.of(
                    plain(Integer.toString(note.number())),
                    plain(Wording.about(wording.page(), annotation.pageIndex() + 1)),
                    note.score(),
                    note.content()));
        }
        pages.endTable();
    }

    /** The scheme's questions, then those that only scores or remarks name. */
    private List<QuestionLine> questions() {
        List<QuestionLine> questions = new ArrayList<>(copy.options().questions());
        Set<String> named = new HashSet<>();
        questions.forEach(question -> named.add(question.id()));
        CopyMarks marks = copy.marks();
        Map<String, Object> others = new java.util.TreeMap<>(io.korrigo.exam.QuestionIds.ORDER);
        others.putAll(marks.scores());
        others.putAll(marks.remarks());
        others.keySet().removeAll(named);
        others.keySet().forEach(id -> questions.add(new QuestionLine(id, id, null)));
        return questions;
    }

    private String outOf(@Nullable BigDecimal points, @Nullable BigDecimal maximum) {
        if (points == null) {
            return maximum == null ? "–" : "– / " + wording.points(maximum);
        }
        return maximum == null ? wording.points(points) : wording.outOf(points, maximum);
    }

    private static TextFlow plain(String text) {
        return TextFlow.of(text, false, Ink.BLACK);
    }

    private static TextFlow bold(String text) {
        return TextFlow.of(text, true, Ink.BLACK);
    }
}
