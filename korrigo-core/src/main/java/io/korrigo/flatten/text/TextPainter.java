package io.korrigo.flatten.text;

import io.korrigo.flatten.pdf.ContentStream;
import io.korrigo.flatten.pdf.Ink;
import java.util.List;

/** Draws the lines of text flows into a page's content. */
public final class TextPainter {
    /** Distance between baselines, in font sizes. */
    static final double LINE_HEIGHT = 1.2;

    /** Distance from the top of a line to its baseline, in font sizes. */
    private static final double BASELINE = 0.94;

    private final ContentStream content;
    private final DocumentFonts fonts;

    public TextPainter(ContentStream content, DocumentFonts fonts) {
        this.content = content;
        this.fonts = fonts;
    }

    public static double height(int lines, double size) {
        return lines * size * LINE_HEIGHT;
    }

    /** Draws lines downwards from {@code top}; those of right-to-left paragraphs end at the right of {@code width}. */
    public void draw(TextFlow flow, List<TextFlow.Line> lines, double size, double x, double top, double width) {
        double y = top - BASELINE * size;
        for (TextFlow.Line line : lines) {
            double indent = flow.startsAtRight(line) ? width - line.width() * size / 1000 : 0;
            draw(flow, line, size, x + Math.max(0, indent), y);
            y -= LINE_HEIGHT * size;
        }
    }

    /** Draws one line with its baseline at {@code y}. */
    void draw(TextFlow flow, TextFlow.Line line, double size, double x, double y) {
        int[] order = flow.visualOrder(line);
        if (order.length == 0) {
            return;
        }
        content.raw("BT ").number(x).number(y).raw("Td ");
        int face = -1;
        Ink ink = null;
        boolean open = false;
        for (int i : order) {
            if (flow.face(i) != face || flow.ink(i) != ink) {
                if (open) {
                    content.raw(") Tj ");
                }
                if (flow.face(i) != face) {
                    face = flow.face(i);
                    content.raw("/F")
                            .raw(Integer.toString(face))
                            .raw(" ")
                            .number(size)
                            .raw("Tf ");
                }
                ink = flow.ink(i);
                content.fill(ink).raw("(");
                open = true;
            }
            content.code(fonts.code(face, flow.shown(i), flow.meant(i)));
        }
        content.raw(") Tj ET\n");
    }
}
