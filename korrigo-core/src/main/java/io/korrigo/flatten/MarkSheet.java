package io.korrigo.flatten;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.CopyMarks;
import io.korrigo.flatten.pdf.ContentStream;
import io.korrigo.flatten.pdf.Ink;
import io.korrigo.flatten.pdf.StructureTree;
import io.korrigo.flatten.text.DocumentFonts;
import io.korrigo.flatten.text.TextFlow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages after a copy's own: marks by question, remarks, all annotations in full, appreciation, final mark. */
final class MarkSheet {
    private static final double SMALL = 9;
    private static final double PLAIN = 10;
    private static final double[] MARK_COLUMNS = {0, 180, 255};
    private static final double[] NOTE_COLUMNS = {0, 26, 62, 142, 180};
    private static final double COLUMN_GAP = 10;
    private static final double INDENT = 10;
    private static final int MAX_INDENTS = 6;
    private static final String COLUMN_SCOPE = "/A <</O /Table /Scope /Column>> ";
    private static final String ROW_SCOPE = "/A <</O /Table /Scope /Row>> ";

    private final CopyToFlatten copy;
    private final Wording wording;
    private final SheetPages pages;
    private final StructureTree.Element sheet;

    private MarkSheet(CopyToFlatten copy, Wording wording, SheetPages pages, StructureTree.Element sheet) {
        this.copy = copy;
        this.wording = wording;
        this.pages = pages;
        this.sheet = sheet;
    }

    /** The contents of the sheet's pages, each {@link SheetPages#WIDTH} by {@link SheetPages#HEIGHT} points. */
    static List<ContentStream> draw(
            CopyToFlatten copy, List<Note> notes, Wording wording, DocumentFonts fonts, StructureTree structure) {
        String footer = Wording.about(wording.sheetPage(), copy.anonymousId());
        SheetPages pages = new SheetPages(fonts, footer, copy.pages().size());
        MarkSheet sheet =
                new MarkSheet(copy, wording, pages, structure.document().add("Sect"));
        sheet.heading();
        sheet.marks();
        sheet.total();
        sheet.appreciation();
        sheet.annotations(notes);
        return pages.finish();
    }

    private void heading() {
        pages.paragraph(bold(wording.markSheet()), 20, sheet.add("H1"));
        if (!copy.options().examTitle().isBlank()) {
            paragraph(copy.options().examTitle(), 13);
        }
        if (copy.studentName() != null) {
            paragraph(Wording.about(wording.student(), copy.studentName()), 11);
        }
        paragraph(Wording.about(wording.copy(), copy.anonymousId()), 11);
        pages.space(8);
    }

    private void marks() {
        List<MarkTable.Row> rows = MarkTable.of(copy.options().questions(), copy.marks());
        if (rows.isEmpty()) {
            return;
        }
        StructureTree.Element table = sheet.add("Table");
        StructureTree.Element titles = table.add("TR");
        List<SheetPages.Cell> header = new ArrayList<>();
        for (String title : List.of(wording.question(), wording.points(), wording.remark())) {
            header.add(new SheetPages.Cell(bold(title), titles.add("TH", COLUMN_SCOPE), 0));
        }
        double widest = 0;
        for (MarkTable.Row row : rows) {
            widest = Math.max(
                    widest, width(bold(outOf(row.score(), row.question().maximum())), PLAIN));
        }
        pages.startTable(header, widened(MARK_COLUMNS, 1, widest), PLAIN);
        for (MarkTable.Row row : rows) {
            StructureTree.Element line = table.add("TR");
            boolean sum = row.isSum();
            double indent = INDENT * Math.min(MAX_INDENTS, row.depth());
            String label = row.question().label();
            String points = outOf(row.score(), row.question().maximum());
            pages.row(List.of(
                    new SheetPages.Cell(sum ? bold(label) : plain(label), line.add("TH", ROW_SCOPE), indent),
                    new SheetPages.Cell(sum ? bold(points) : plain(points), line.add("TD"), 0),
                    new SheetPages.Cell(plain(row.remark()), line.add("TD"), 0)));
        }
        pages.endTable();
    }

    private void total() {
        CopyMarks marks = copy.marks();
        String total = marks.finalMark(copy.annotations())
                .map(mark -> outOf(mark, copy.options().maximum()))
                .orElse("");
        if (total.isEmpty()) {
            paragraph(wording.noMarks(), 11);
        } else {
            String label = wording.total() + (wording.language().equals("fr") ? " : " : ": ");
            pages.paragraph(
                    TextFlow.of(new TextFlow.Span(label, true, Ink.BLACK), new TextFlow.Span(total, true, Ink.RED)),
                    14,
                    sheet.add("P"));
        }
        pages.space(8);
    }

    private void appreciation() {
        String appreciation = copy.marks().appreciation();
        if (!appreciation.isBlank()) {
            pages.title(bold(wording.appreciation()), 12, sheet.add("H2"));
            paragraph(appreciation, PLAIN);
            pages.space(8);
        }
    }

    /** A list to who has it read aloud: its columns align numbers and words, they relate nothing. */
    private void annotations(List<Note> notes) {
        if (notes.isEmpty()) {
            return;
        }
        pages.title(bold(wording.annotations()), 12, sheet.add("H2"));
        double[] columns = NOTE_COLUMNS;
        for (Note note : notes) {
            columns = widened(columns, 0, width(plain(Integer.toString(note.number())), SMALL));
            String page = Wording.about(wording.page(), note.annotation().pageIndex() + 1);
            columns = widened(columns, 1, width(plain(page), SMALL));
            columns = widened(columns, 3, width(note.score(), SMALL));
        }
        pages.startTable(List.of(), columns, SMALL);
        StructureTree.Element list = sheet.add("L");
        for (Note note : notes) {
            Annotation annotation = note.annotation();
            StructureTree.Element item = list.add("LI");
            StructureTree.Element label = item.add("Lbl");
            StructureTree.Element body = item.add("LBody");
            String page = Wording.about(wording.page(), annotation.pageIndex() + 1);
            TextFlow type = TextFlow.of(wording.type(annotation.type()), false, Note.textInk(annotation.type()));
            pages.row(List.of(
                    new SheetPages.Cell(plain(Integer.toString(note.number())), label, 0),
                    new SheetPages.Cell(plain(page), body, 0),
                    new SheetPages.Cell(type, body, 0),
                    new SheetPages.Cell(note.score(), body, 0),
                    new SheetPages.Cell(note.content(), body, 0)));
        }
        pages.endTable();
    }

    private static double width(TextFlow flow, double size) {
        return flow.naturalWidth() * size / 1000;
    }

    /** Where columns begin when one of them, not the last, needs this much room for its numbers. */
    private static double[] widened(double[] lefts, int column, double width) {
        double more = width + COLUMN_GAP + 0.1 - (lefts[column + 1] - lefts[column]);
        double[] moved = lefts.clone();
        for (int i = column + 1; more > 0 && i < moved.length; i++) {
            moved[i] += more;
        }
        return moved;
    }

    private String outOf(@Nullable BigDecimal points, @Nullable BigDecimal maximum) {
        if (points == null) {
            return maximum == null ? "–" : "– / " + wording.points(maximum);
        }
        return maximum == null ? wording.points(points) : wording.outOf(points, maximum);
    }

    private void paragraph(String text, double size) {
        pages.paragraph(plain(text), size, sheet.add("P"));
    }

    private static TextFlow plain(String text) {
        return TextFlow.of(text, false, Ink.BLACK);
    }

    private static TextFlow bold(String text) {
        return TextFlow.of(text, true, Ink.BLACK);
    }
}
