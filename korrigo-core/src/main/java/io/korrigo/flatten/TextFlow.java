package io.korrigo.flatten;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text made ready for drawing at any size: characters with their face, colour and width, and where a line may end.
 *
 * <p>Widths are in thousandths of the font's size, so one flow can be tried at several sizes. Whatever the text holds
 * can be drawn: line breaks of every kind break lines, tabs become spaces, invisible characters go, and a character that
 * no font has is shown as {@link #SUBSTITUTE}.
 *
 * <p><b>Threads:</b> immutable once built.
 */
final class TextFlow {
    /** Shown in place of a character that no font has: a white square. */
    static final int SUBSTITUTE = 0x25A1;

    private static final int TAB_SPACES = 4;

    /** A piece of text in one style. */
    record Span(String text, boolean bold, Ink ink) {}

    /**
     * One line of a wrapped flow.
     *
     * @param from first character
     * @param to after the last character, spaces at the end left out
     * @param width in thousandths of the font's size
     */
    record Line(int from, int to, int width) {}

    private enum Kind {
        WORD,
        SPACE,
        LINE_END
    }

    private int[] shown = new int[64];
    private int[] meant = new int[64];
    private int[] advances = new int[64];
    private byte[] faces = new byte[64];
    private byte[] spans = new byte[64];
    private byte[] levels = new byte[64];
    private Kind[] kinds = new Kind[64];
    private int length;
    private boolean bidirectional;
    private final List<Ink> inks = new ArrayList<>();

    private TextFlow() {}

    static TextFlow of(Span... parts) {
        TextFlow flow = new TextFlow();
        for (Span part : parts) {
            flow.add(part);
        }
        while (flow.length > 0 && flow.kinds[flow.length - 1] != Kind.WORD) {
            flow.length--;
        }
        if (flow.bidirectional) {
            flow.findLevels();
        }
        return flow;
    }

    static TextFlow of(String text, boolean bold, Ink ink) {
        return of(new Span(text, bold, ink));
    }

    boolean isEmpty() {
        return length == 0;
    }

    int length() {
        return length;
    }

    int shown(int index) {
        return shown[index];
    }

    int meant(int index) {
        return meant[index];
    }

    int advance(int index) {
        return advances[index];
    }

    int face(int index) {
        return faces[index];
    }

    Ink ink(int index) {
        return inks.get(spans[index]);
    }

    /** Whether the line that starts here belongs to a paragraph that is read from right to left. */
    boolean startsAtRight(Line line) {
        return bidirectional && line.to() > line.from() && paragraphLevel(line.from()) == 1;
    }

    /** The characters of a line from left to right as they are drawn. */
    int[] visualOrder(Line line) {
        int[] order = new int[line.to() - line.from()];
        for (int i = 0; i < order.length; i++) {
            order[i] = line.from() + i;
        }
        if (!bidirectional) {
            return order;
        }
        Integer[] visual = Arrays.stream(order).boxed().toArray(Integer[]::new);
        Bidi.reorderVisually(levels, line.from(), visual, 0, visual.length);
        return Arrays.stream(visual).mapToInt(Integer::intValue).toArray();
    }

    /**
     * Lines of at most {@code width} thousandths of the font's size; a word that is longer is broken where it must.
     *
     * <p>Every character but spaces at line ends is in exactly one line.
     */
    List<Line> wrap(double width) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < length) {
            int end = lineEnd(from, width);
            lines.add(line(from, end));
            from = end;
            if (from < length && kinds[from] == Kind.LINE_END) {
                from++;
            } else {
                while (from < length && kinds[from] == Kind.SPACE) {
                    from++;
                }
                if (from < length && kinds[from] == Kind.LINE_END) {
                    from++;
                }
            }
        }
        return lines;
    }

    /** Width of the longest line where only the text's own line ends count. */
    int naturalWidth() {
        int widest = 0;
        for (Line line : wrap(Double.MAX_VALUE)) {
            widest = Math.max(widest, line.width());
        }
        return widest;
    }

    private int lineEnd(int from, double width) {
        double used = 0;
        int lastBreak = -1;
        for (int i = from; i < length; i++) {
            if (kinds[i] == Kind.LINE_END) {
                return i;
            }
            if (kinds[i] == Kind.SPACE) {
                lastBreak = i;
            }
            used += advances[i];
            if (used > width && kinds[i] != Kind.SPACE) {
                return lastBreak > from ? lastBreak : Math.max(i, from + 1);
            }
            if (breaksAfter(i)) {
                lastBreak = i + 1;
            }
        }
        return length;
    }

    private boolean breaksAfter(int i) {
        int c = meant[i];
        return c == '-' || c == 0x2013 || c == 0x2014 || Character.isIdeographic(c);
    }

    private Line line(int from, int end) {
        int to = end;
        while (to > from && kinds[to - 1] == Kind.SPACE) {
            to--;
        }
        int width = 0;
        for (int i = from; i < to; i++) {
            width += advances[i];
        }
        return new Line(from, to, width);
    }

    private void add(Span part) {
        inks.add(part.ink());
        int[] text = ArabicForms.join(clean(part.text()));
        for (int i = 0; i < text.length; i += 2) {
            int c = text[i + 1];
            switch (c) {
                case '\n' -> append(' ', c, part.bold(), Kind.LINE_END);
                case ' ' -> append(' ', ' ', part.bold(), staysTogether(text, i) ? Kind.WORD : Kind.SPACE);
                case 0x00A0, 0x202F, 0x2007 -> append(' ', c, part.bold(), Kind.WORD);
                default -> append(text[i], c, part.bold(), Kind.WORD);
            }
        }
    }

    /** French puts a space before these marks and after an opening guillemet, and never ends a line there. */
    private static boolean staysTogether(int[] text, int i) {
        int before = i >= 2 ? text[i - 1] : ' ';
        int after = i + 3 < text.length ? text[i + 3] : ' ';
        return before == 0xAB
                || after == 0xBB
                || after == '?'
                || after == '!'
                || after == ':'
                || after == ';'
                || after == '%'
                || after == 0x20AC;
    }

    private void append(int drawn, int meaning, boolean bold, Kind kind) {
        if (length == shown.length) {
            grow();
        }
        int visible = drawn;
        int face = bold ? DocumentFonts.BOLD : DocumentFonts.SANS;
        if (DocumentFonts.FACES[face].glyph(visible) == 0) {
            face = DocumentFonts.SANS;
            visible = DocumentFonts.FACES[face].glyph(visible) == 0 ? SUBSTITUTE : visible;
        }
        TrueTypeFace from = DocumentFonts.FACES[face];
        shown[length] = visible;
        meant[length] = meaning;
        advances[length] = kind == Kind.LINE_END ? 0 : from.advance(from.glyph(visible));
        faces[length] = (byte) face;
        spans[length] = (byte) (inks.size() - 1);
        kinds[length] = kind;
        byte direction = Character.getDirectionality(meaning);
        bidirectional |= direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        length++;
    }

    private void grow() {
        int size = 2 * length;
        shown = Arrays.copyOf(shown, size);
        meant = Arrays.copyOf(meant, size);
        advances = Arrays.copyOf(advances, size);
        faces = Arrays.copyOf(faces, size);
        spans = Arrays.copyOf(spans, size);
        levels = Arrays.copyOf(levels, size);
        kinds = Arrays.copyOf(kinds, size);
    }

    private void findLevels() {
        int from = 0;
        while (from < length) {
            int to = from;
            while (to < length && kinds[to] != Kind.LINE_END) {
                to++;
            }
            String paragraph = new String(meant, from, to - from);
            Bidi bidi = new Bidi(paragraph, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
            int at = 0;
            for (int i = from; i < to; i++) {
                levels[i] = (byte) bidi.getLevelAt(at);
                if (levels[i] % 2 == 1 && Character.isMirrored(meant[i])) {
                    mirror(i);
                }
                at += Character.charCount(meant[i]);
            }
            if (to < length) {
                // the line end keeps the paragraph's own direction
                levels[to] = (byte) (bidi.baseIsLeftToRight() ? 0 : 1);
            }
            from = to + 1;
        }
    }

    private void mirror(int i) {
        String pairs = "()[]{}<>\u00AB\u00BB\u2039\u203A";
        int at = pairs.indexOf(meant[i]);
        if (at >= 0) {
            shown[i] = pairs.charAt(at ^ 1);
        }
    }

    private int paragraphLevel(int index) {
        for (int i = index; i < length; i++) {
            if (kinds[i] == Kind.LINE_END) {
                return levels[i];
            }
        }
        // the last paragraph has no line end: its first strong character decides
        for (int i = lastParagraph(); i < length; i++) {
            byte direction = Character.getDirectionality(meant[i]);
            if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return 0;
            }
            if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
                return 1;
            }
        }
        return 0;
    }

    private int lastParagraph() {
        int from = length;
        while (from > 0 && kinds[from - 1] != Kind.LINE_END) {
            from--;
        }
        return from;
    }

    /** Composed characters, one kind of line end, no tabs and nothing invisible. */
    private static int[] clean(String text) {
        String composed = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        int[] cleaned = new int[composed.length() * TAB_SPACES];
        int size = 0;
        int previous = 0;
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\t') {
                Arrays.fill(cleaned, size, size + TAB_SPACES, ' ');
                size += TAB_SPACES;
            } else if (c == '\n' && previous == '\r') {
                previous = c;
                continue;
            } else if (isLineEnd(c)) {
                cleaned[size++] = '\n';
            } else if (c >= 0xD800 && c <= 0xDFFF) {
                cleaned[size++] = 0xFFFD;
            } else if (!isInvisible(c)) {
                cleaned[size++] = c;
            }
            previous = c;
        }
        return Arrays.copyOf(cleaned, size);
    }

    private static boolean isLineEnd(int c) {
        return c >= '\n' && c <= '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || c >= 0xFE00 && c <= 0xFE0F;
    }
}
