package io.korrigo.flatten;

import java.text.Bidi;
import java.util.Arrays;

/**
 * Which characters of a text run from right to left, and what order a line shows them in (Unicode 15, UAX 9).
 *
 * <p><b>Threads:</b> immutable.
 */
final class ReadingOrder {
    private static final String MIRRORED = "()[]{}<>\u00AB\u00BB\u2039\u203A\u2264\u2265\u2208\u220B\u2282\u2283";

    private final byte[] levels;
    private final boolean[] marks;
    private final boolean[] atRight;

    private ReadingOrder(int length) {
        this.levels = new byte[length];
        this.marks = new boolean[length];
        this.atRight = new boolean[length];
    }

    /** Whether a text that holds this character needs a reading order at all. */
    static boolean asksFor(int codePoint) {
        if (codePoint < 0x590) {
            return false;
        }
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }

    /** @param text code points in the order of reading, the first {@code length} of them; paragraphs end with '\n' */
    static ReadingOrder of(int[] text, int length) {
        ReadingOrder order = new ReadingOrder(length);
        int from = 0;
        while (from < length) {
            int to = from;
            while (to < length && text[to] != '\n') {
                to++;
            }
            order.addParagraph(text, from, to);
            from = to + 1;
        }
        return order;
    }

    private void addParagraph(int[] text, int from, int to) {
        Bidi bidi = new Bidi(new String(text, from, to - from), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        int at = 0;
        for (int i = from; i < to; i++) {
            levels[i] = (byte) bidi.getLevelAt(at);
            marks[i] = Character.getType(text[i]) == Character.NON_SPACING_MARK;
            atRight[i] = !bidi.baseIsLeftToRight();
            at += Character.charCount(text[i]);
        }
    }

    /** What to show for a character: brackets and the like face the other way from right to left. */
    int shown(int index, int codePoint) {
        int at = levels[index] % 2 == 0 ? -1 : MIRRORED.indexOf(codePoint);
        return at < 0 ? codePoint : MIRRORED.charAt(at ^ 1);
    }

    /** Whether the paragraph that the character is in is read from right to left. */
    boolean startsAtRight(int index) {
        return atRight[index];
    }

    /** The characters from {@code from} to before {@code to}, which are one line, from left to right. */
    int[] fromLeft(int from, int to) {
        Integer[] visual = new Integer[to - from];
        Arrays.setAll(visual, i -> from + i);
        Bidi.reorderVisually(levels, from, visual, 0, visual.length);
        int[] order = Arrays.stream(visual).mapToInt(Integer::intValue).toArray();
        putMarksAfterTheirLetters(order);
        return order;
    }

    /** Reversing puts a mark before its letter; fonts draw it back over what stands before (UAX 9, rule L3). */
    private void putMarksAfterTheirLetters(int[] order) {
        for (int i = 0; i < order.length; i++) {
            int end = i;
            while (end < order.length && marks[order[end]] && levels[order[end]] % 2 == 1) {
                end++;
            }
            if (end > i && end < order.length && levels[order[end]] % 2 == 1) {
                int letter = order[end];
                System.arraycopy(order, i, order, i + 1, end - i);
                order[i] = letter;
                // the marks themselves in the order of typing
                for (int a = i + 1, b = end; a < b; a++, b--) {
                    int swap = order[a];
                    order[a] = order[b];
                    order[b] = swap;
                }
            }
            i = end;
        }
    }
}
