package io.korrigo.flatten;

import io.korrigo.exam.AnnotationType;
import io.korrigo.flatten.pdf.ContentStream;
import io.korrigo.flatten.pdf.Ink;
import io.korrigo.flatten.pdf.PageFrame;
import io.korrigo.flatten.text.DocumentFonts;
import io.korrigo.flatten.text.TextPainter;
import java.util.List;

/** Draws the annotations of one page: fills first, then outlines, then words, so that words stay on top. */
final class AnnotationPainter {
    /** The graphics states that pages name: multiplying for highlights, and pale paper under words. */
    static final String STATES = "<< /GM << /Type /ExtGState /BM /Multiply /ca 0.6 >>"
            + " /GP << /Type /ExtGState /BM /Normal /ca 0.78 >> /G1 << /Type /ExtGState /BM /Normal /ca 1 >> >>";

    private static final double OUTLINE = 2;
    private static final double JOINING = 0.6;
    static final double PADDING = 1.5;

    private final ContentStream content;
    private final TextPainter text;

    AnnotationPainter(ContentStream content, DocumentFonts fonts) {
        this.content = content;
        this.text = new TextPainter(content, fonts);
    }

    void draw(PageFrame frame, List<Note> notes, Wording wording, PageInk ink) {
        content.save().transform(frame.matrix());
        for (Note note : notes) {
            if (note.annotation().type() == AnnotationType.HIGHLIGHT) {
                content.state("GM").fill(Ink.YELLOW);
                rectangle(frame, note.box()).paintFill();
            }
        }
        content.state("G1");
        for (Note note : notes) {
            // half of the line would be off the page where a box touches its edge
            Area page = new Area(0, 0, frame.width(), frame.height()).inset(OUTLINE / 2);
            content.stroke(Note.ink(note.annotation().type()), OUTLINE).dash(6, 3);
            rectangle(frame, within(note.box(), page)).paintStroke();
        }
        List<AnnotationLayout.Placed> placed = AnnotationLayout.of(frame, notes, wording, ink);
        placed.stream().filter(AnnotationLayout.Placed::far).forEach(words -> join(frame, words));
        content.state("GP").fill(Ink.WHITE);
        for (AnnotationLayout.Placed words : placed) {
            rectangle(frame, words.area().inset(-PADDING)).paintFill();
        }
        content.state("G1");
        for (AnnotationLayout.Placed words : placed) {
            Area area = words.area();
            text.draw(words.flow(), words.lines(), words.size(), area.x(), frame.height() - area.y(), area.width());
        }
        content.restore();
    }

    /** A line between the nearest points of words and box. */
    private void join(PageFrame frame, AnnotationLayout.Placed words) {
        Area box = words.note().box();
        Area area = words.area().inset(-PADDING);
        double x = between(area.x(), box.x(), box.right());
        double y = between(area.y(), box.y(), box.bottom());
        double toX = between(x, area.x(), area.right());
        double toY = between(y, area.y(), area.bottom());
        content.stroke(Note.textInk(words.note().annotation().type()), JOINING)
                .raw("[] 0 d\n")
                .line(x, frame.height() - y, toX, frame.height() - toY);
    }

    private static double between(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }

    private ContentStream rectangle(PageFrame frame, Area area) {
        return content.rectangle(area.x(), frame.height() - area.bottom(), area.width(), area.height());
    }

    private static Area within(Area box, Area page) {
        double x = Math.max(box.x(), page.x());
        double y = Math.max(box.y(), page.y());
        return new Area(x, y, Math.min(box.right(), page.right()) - x, Math.min(box.bottom(), page.bottom()) - y);
    }
}
