package io.korrigo.flatten;

import java.util.ArrayList;
import java.util.List;

/**
 * A4 pages that fill from the top, with paragraphs and tables that go on overleaf.
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
    private final List<ContentStream> pages = new ArrayList<>();
    private double y;
    private List<TextFlow> header = List.of();
    private double[] columns = {0};
    private double size;

    /** @param footer stands at the foot of every page, before its number */
    SheetPages(DocumentFonts fonts, String footer) {
        this.fonts = fonts;
        this.footer = footer;
        turn();
    }

    /** A heading that stays on the page of what follows it. */
    void title(TextFlow flow, double fontSize) {
        if (y < BOTTOM + 5 * fontSize) {
            turn();
        }
        paragraph(flow, fontSize);
    }

    void paragraph(TextFlow flow, double fontSize) {
        for (TextFlow.Line line : flow.wrap((WIDTH - 2 * MARGIN) * 1000 / fontSize)) {
            turnWithout(TextPainter.height(1, fontSize));
            double indent = flow.startsAtRight(line) ? WIDTH - 2 * MARGIN - line.width() * fontSize / 1000 : 0;
            painter().draw(flow, List.of(line), fontSize, MARGIN + indent, y, 0);
            y -= TextPainter.height(1, fontSize);
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
    void startTable(List<TextFlow> titles, double[] lefts, double fontSize) {
        header = titles;
        columns = lefts;
        size = fontSize;
        turnWithout(TextPainter.height(4, size));
        if (!header.isEmpty()) {
            cells(header, Ink.BLACK);
        }
    }

    /** Adds a row; one that is too long for a page is continued on the next. */
    void row(List<TextFlow> cells) {
        double height = 0;
        for (int i = 0; i < cells.size(); i++) {
            height = Math.max(height, TextPainter.height(lines(cells.get(i), i).size(), size));
        }
        if (y - height < BOTTOM && height < (HEIGHT - MARGIN - BOTTOM) / 3) {
            turn();
            cells(header, Ink.BLACK);
        }
        cells(cells, Ink.GREY);
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
            new TextPainter(pages.get(i), fonts)
                    .draw(text, lines.subList(0, Math.min(2, lines.size())), FOOTER_SIZE, MARGIN, BOTTOM - 20, 0);
        }
        return pages;
    }

    private void cells(List<TextFlow> cells, Ink rule) {
        if (cells.isEmpty()) {
            return;
        }
        List<List<TextFlow.Line>> lines = new ArrayList<>();
        int most = 0;
        for (int i = 0; i < cells.size(); i++) {
            lines.add(lines(cells.get(i), i));
            most = Math.max(most, lines.get(i).size());
        }
        for (int n = 0; n < most; n++) {
            turnWithout(TextPainter.height(1, size));
            for (int i = 0; i < cells.size(); i++) {
                if (n < lines.get(i).size()) {
                    TextFlow.Line line = lines.get(i).get(n);
                    painter().draw(cells.get(i), List.of(line), size, MARGIN + columns[i], y, width(i));
                }
            }
            y -= TextPainter.height(1, size);
        }
        y -= ROW_GAP;
        page().stroke(rule, 0.4).line(MARGIN, y, WIDTH - MARGIN, y);
        y -= ROW_GAP;
    }

    private List<TextFlow.Line> lines(TextFlow cell, int column) {
        return cell.wrap(width(column) * 1000 / size);
    }

    private double width(int column) {
        double right = column + 1 < columns.length ? columns[column + 1] - COLUMN_GAP : WIDTH - 2 * MARGIN;
        return right - columns[column];
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

    private ContentStream page() {
        return pages.get(pages.size() - 1);
    }

    private TextPainter painter() {
        return new TextPainter(page(), fonts);
    }
}
