package io.korrigo.flatten.text;

import java.text.Bidi;
import java.util.Arrays;

/**
 * Which characters of a text run from right to left, and what order a line shows them in (Unicode 15, UAX 9).
 *
 * <p><b>Threads:</b> immutable.
 */
public final class ReadingOrder {
    private static final String MIRRORED = "()[]{}<>\u00AB\u00BB\u2039\u203A\u2264\u2265\u2208\u220B\u2282\u2283";

    private final byte[] levels;
    private final boolean[] atRight;

    private ReadingOrder(int length) {
        this.levels = new byte[length];
        this.atRight = new boolean[length];
    }

    /** Whether a text that holds this character needs a reading order at all. */
    public static boolean asksFor(int codePoint) {
        if (codePoint < 0x590) {
            return false;
        }
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }

    /** Whether a character only says how others are ordered: marks, embeddings and isolates. */
    static boolean isControl(int c) {
        return c == 0x200E || c == 0x200F || c == 0x061C || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /**
     * The order of some text.
     *
     * @param text code points in the order of reading, the first {@code length} of them; paragraphs end with '\n'
     * @param controls of each character, the controls before it
     */
    static ReadingOrder of(int[] text, int length, String[] controls) {
        ReadingOrder order = new ReadingOrder(length);
        int from = 0;
        while (from < length) {
            int to = from;
            while (to < length && text[to] != '\n') {
                to++;
            }
            order.addParagraph(text, from, to, controls);
            from = to + 1;
        }
        return order;
    }

    private void addParagraph(int[] text, int from, int to, String[] controls) {
        int[] paragraph = Arrays.copyOfRange(text, from, to);
        for (int i = 0; i + 1 < paragraph.length; i++) {
            if (isSign(paragraph[i]) && isDigit(paragraph[i + 1]) && (i == 0 || !isDigit(paragraph[i - 1]))) {
                // a sign stays before its number, as one of its digits would
                paragraph[i] = '0';
            }
        }
        StringBuilder typed = new StringBuilder(paragraph.length);
        for (int i = 0; i < paragraph.length; i++) {
            typed.append(controls[from + i]).appendCodePoint(paragraph[i]);
        }
        Bidi bidi = new Bidi(typed.toString(), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        int at = 0;
        for (int i = from; i < to; i++) {
            at += controls[i].length();
            levels[i] = (byte) bidi.getLevelAt(at);
            atRight[i] = !bidi.baseIsLeftToRight();
            at += Character.charCount(text[i]);
        }
    }

    private static boolean isSign(int c) {
        return c == '+' || c == '-' || c == 0x2212;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
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

    /**
     * The characters from {@code from} to before {@code to}, which are one line, from left to right. Hebrew and Arabic
     * vowels come before their letters, over which our fonts draw them without moving on.
     */
    int[] fromLeft(int from, int to) {
        Integer[] visual = new Integer[to - from];
        Arrays.setAll(visual, i -> from + i);
        Bidi.reorderVisually(levels, from, visual, 0, visual.length);
        return Arrays.stream(visual).mapToInt(Integer::intValue).toArray();
    }
}
