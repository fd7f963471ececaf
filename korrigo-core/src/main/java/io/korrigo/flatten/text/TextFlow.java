package io.korrigo.flatten.text;

import io.korrigo.flatten.pdf.Ink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text made ready for drawing at any size: characters with their face, colour and width, and where a line may end.
 *
 * <p>Widths are in thousandths of the font's size, so one flow can be tried at several sizes. Whatever the text holds
 * can be drawn: line breaks of every kind break lines, tabs become spaces, invisible characters go, and a character that
 * no font has is shown as {@link #SUBSTITUTE}.
 *
 * <p><b>Threads:</b> immutable once built.
 */
public final class TextFlow {
    /** Shown in place of a character that no font has: a white square. */
    static final int SUBSTITUTE = 0x25A1;

    /** A piece of text in one style. */
    public record Span(String text, boolean bold, Ink ink) {}

    /**
     * One line of a wrapped flow.
     *
     * @param from first character
     * @param to after the last character, spaces at the end left out
     * @param width in thousandths of the font's size
     */
    public record Line(int from, int to, int width) {}

    private final FlowCharacters characters;
    private final int length;
    private final @Nullable ReadingOrder order;
    private int naturalWidth = -1;

    private TextFlow(FlowCharacters characters) {
        this.characters = characters;
        this.length = characters.trimmedLength();
        this.order = characters.asksForReadingOrder() ? characters.readingOrder(length) : null;
    }

    public static TextFlow of(Span... parts) {
        return new TextFlow(FlowCharacters.of(parts));
    }

    public static TextFlow of(String text, boolean bold, Ink ink) {
        return of(new Span(text, bold, ink));
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public int length() {
        return length;
    }

    int shown(int index) {
        return characters.shown[index];
    }

    public int meant(int index) {
        return characters.meant[index];
    }

    int advance(int index) {
        return characters.advances[index];
    }

    int face(int index) {
        return characters.faces[index];
    }

    Ink ink(int index) {
        return characters.ink(index);
    }

    /** Whether the line that starts here belongs to a paragraph that is read from right to left. */
    boolean startsAtRight(Line line) {
        return order != null && line.to() > line.from() && order.startsAtRight(line.from());
    }

    /** The characters of a line from left to right as they are drawn. */
    int[] visualOrder(Line line) {
        if (order != null) {
            return order.fromLeft(line.from(), line.to());
        }
        int[] visual = new int[line.to() - line.from()];
        for (int i = 0; i < visual.length; i++) {
            visual[i] = line.from() + i;
        }
        return visual;
    }

    /**
     * Lines of at most {@code width} thousandths of the font's size; a word that is longer is broken where it must.
     *
     * <p>Every character but spaces at line ends is in exactly one line.
     */
    public List<Line> wrap(double width) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < length) {
            int end = lineEnd(from, width);
            lines.add(line(from, end));
            from = end;
            if (!isLineEnd(from)) {
                while (from < length && characters.kinds[from] == FlowCharacters.SPACE) {
                    from++;
                }
            }
            if (isLineEnd(from)) {
                from++;
            }
        }
        return lines;
    }

    /** Width of the longest line where only the text's own line ends count. */
    public int naturalWidth() {
        if (naturalWidth < 0) {
            int widest = 0;
            for (Line line : wrap(Double.MAX_VALUE)) {
                widest = Math.max(widest, line.width());
            }
            naturalWidth = widest;
        }
        return naturalWidth;
    }

    private boolean isLineEnd(int index) {
        return index < length && characters.kinds[index] == FlowCharacters.LINE_END;
    }

    private int lineEnd(int from, double width) {
        double used = 0;
        int lastBreak = -1;
        for (int i = from; i < length; i++) {
            byte kind = characters.kinds[i];
            if (kind == FlowCharacters.LINE_END) {
                return i;
            }
            if (kind == FlowCharacters.SPACE) {
                lastBreak = i;
            }
            used += characters.advances[i];
            if (used > width && kind != FlowCharacters.SPACE) {
                return lastBreak > from ? lastBreak : brokenWord(from, i);
            }
            if (kind == FlowCharacters.BREAK_AFTER) {
                lastBreak = i + 1;
            }
        }
        return length;
    }

    /** Where to break a word that is longer than a line: not between a letter and its accent. */
    private int brokenWord(int from, int tooFar) {
        int end = tooFar;
        while (end > from && characters.advances[end] == 0) {
            end--;
        }
        return end > from ? end : Math.max(tooFar, from + 1);
    }

    private Line line(int from, int end) {
        int to = end;
        while (to > from && characters.kinds[to - 1] == FlowCharacters.SPACE) {
            to--;
        }
        int width = 0;
        for (int i = from; i < to; i++) {
            width += characters.advances[i];
        }
        return new Line(from, to, width);
    }
}
