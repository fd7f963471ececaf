package io.korrigo.flatten;

import io.korrigo.flatten.pdf.ContentStream;
import io.korrigo.flatten.pdf.Ink;
import io.korrigo.flatten.pdf.StructureTree;
import io.korrigo.flatten.text.DocumentFonts;
import io.korrigo.flatten.text.TextFlow;
import io.korrigo.flatten.text.TextPainter;
import java.util.ArrayList;
import java.util.List;

/**
 * A4 pages that fill from the top, with paragraphs and tables that go on overleaf.
 *
 * <p>All that is drawn belongs to an element of the {@link StructureTree}, or is an artifact: rules, footers, and column
 * titles where they are repeated.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class SheetPages {
    static final double WIDTH = 595.276;
    static final double HEIGHT = 841.89;

    private static final double MARGIN = 50;
    private static final double BOTTOM = 60;
    private static final double COLUMN_GAP = 10;
    private static final double ROW_GAP = 3;
    private static final double FOOTER_SIZE = 8;

    private final DocumentFonts fonts;
    private final String footer;
    private final int pagesBefore;
    private final List<ContentStream> pages = new ArrayList<>();
    private double y;
    private List<Cell> header = List.of();
    private double[] columns = {0};
    private double size;

    /**
     * One cell of a table's row.
     *
     * @param element what it is; cells of one row may share theirs
     * @param indent room left free before the text, in points
     */
    record Cell(TextFlow flow, StructureTree.Element element, double indent) {}

    /**
     * @param footer stands at the foot of every page, before its number
     * @param pagesBefore how many pages of the document come before these
     */
    SheetPages(DocumentFonts fonts, String footer, int pagesBefore) {
        this.fonts = fonts;
        this.footer = footer;
        this.pagesBefore = pagesBefore;
        turn();
    }

    /** A heading that stays on the page of what follows it. */
    void title(TextFlow flow, double fontSize, StructureTree.Element element) {
        if (y < BOTTOM + 5 * fontSize) {
            turn();
        }
        paragraph(flow, fontSize, element);
    }

    void paragraph(TextFlow flow, double fontSize, StructureTree.Element element) {
        double width = WIDTH - 2 * MARGIN;
        List<TextFlow.Line> lines = flow.wrap(width * 1000 / fontSize);
        for (int from = 0; from < lines.size(); ) {
            turnWithout(TextPainter.height(1, fontSize));
            int to = Math.min(lines.size(), from + room(fontSize));
            begin(element);
            painter().draw(flow, lines.subList(from, to), fontSize, MARGIN, y, width);
            page().end();
            y -= TextPainter.height(to - from, fontSize);
            from = to;
        }
        y -= 0.3 * fontSize;
    }

    void space(double height) {
        y -= height;
    }

    /**
     * Starts a table.
     *
     * @param titles repeated on every page that it goes on to; empty for none
     * @param lefts where each column begins, from the left margin
     */
    void startTable(List<Cell> titles, double[] lefts, double fontSize) {
        header = titles;
        columns = lefts;
        size = fontSize;
        turnWithout(TextPainter.height(4, size));
        cells(header, Ink.BLACK, true);
    }

    /** Adds a row; one that is too long for a page is continued on the next. */
    void row(List<Cell> cells) {
        double height = 0;
        for (int i = 0; i < cells.size(); i++) {
            height = Math.max(height, TextPainter.height(lines(cells.get(i), i).size(), size));
        }
        if (y - height < BOTTOM && height < (HEIGHT - MARGIN - BOTTOM) / 3) {
            turn();
            cells(header, Ink.BLACK, false);
        }
        cells(cells, Ink.GREY, true);
    }

    void endTable() {
        header = List.of();
        y -= size;
    }

    /** The pages' contents, each with its footer. */
    List<ContentStream> finish() {
        for (int i = 0; i < pages.size(); i++) {
            TextFlow text = TextFlow.of(footer + " – " + (i + 1) + " / " + pages.size(), false, Ink.GREY);
            // a long id takes more lines and still stays on the page
            List<TextFlow.Line> lines = text.wrap((WIDTH - 2 * MARGIN) * 1000 / FOOTER_SIZE);
            ContentStream page = pages.get(i).beginArtifact();
            new TextPainter(page, fonts)
                    .draw(text, lines.subList(0, Math.min(2, lines.size())), FOOTER_SIZE, MARGIN, BOTTOM - 20, 0);
            page.end();
        }
        return pages;
    }

    /** @param meant whether this is the row itself and not a repetition of the titles */
    private void cells(List<Cell> cells, Ink rule, boolean meant) {
        if (cells.isEmpty()) {
            return;
        }
        List<List<TextFlow.Line>> lines = new ArrayList<>();
        int most = 0;
        for (int i = 0; i < cells.size(); i++) {
            lines.add(lines(cells.get(i), i));
            most = Math.max(most, lines.get(i).size());
        }
        for (int from = 0; from < most; ) {
            turnWithout(TextPainter.height(1, size));
            int to = Math.min(most, from + room(size));
            for (int i = 0; i < cells.size(); i++) {
                int end = Math.min(to, lines.get(i).size());
                if (from < end) {
                    draw(cells.get(i), i, lines.get(i).subList(from, end), meant);
                }
            }
            y -= TextPainter.height(to - from, size);
            from = to;
        }
        y -= ROW_GAP;
        page().beginArtifact()
                .stroke(rule, 0.4)
                .line(MARGIN, y, WIDTH - MARGIN, y)
                .end();
        y -= ROW_GAP;
    }

    private void draw(Cell cell, int column, List<TextFlow.Line> lines, boolean meant) {
        if (meant) {
            begin(cell.element());
        } else {
            page().beginArtifact();
        }
        double left = MARGIN + columns[column] + cell.indent();
        painter().draw(cell.flow(), lines, size, left, y, width(cell, column));
        page().end();
    }

    private List<TextFlow.Line> lines(Cell cell, int column) {
        return cell.flow().wrap(width(cell, column) * 1000 / size);
    }

    private double width(Cell cell, int column) {
        double right = column + 1 < columns.length ? columns[column + 1] - COLUMN_GAP : WIDTH - 2 * MARGIN;
        return right - columns[column] - cell.indent();
    }

    /** Lines that still fit on this page, at least one. */
    private int room(double fontSize) {
        return Math.max(1, (int) ((y - BOTTOM) / TextPainter.height(1, fontSize)));
    }

    private void turnWithout(double room) {
        if (y - room < BOTTOM) {
            turn();
        }
    }

    private void turn() {
        pages.add(new ContentStream());
        y = HEIGHT - MARGIN;
    }

    private void begin(StructureTree.Element element) {
        page().begin(element.mark(pagesBefore + pages.size() - 1));
    }

    private ContentStream page() {
        return pages.get(pages.size() - 1);
    }

    private TextPainter painter() {
        return new TextPainter(page(), fonts);
    }
}
