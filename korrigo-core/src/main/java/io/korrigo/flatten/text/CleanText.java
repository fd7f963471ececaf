package io.korrigo.flatten.text;

import java.text.Normalizer;
import java.util.Arrays;

/** Text as people type and paste it, made fit for drawing. */
final class CleanText {
    private static final int TAB_SPACES = 4;
    /** Shows only where a line breaks at it. */
    static final int SOFT_HYPHEN = 0xAD;

    private static final int REPLACEMENT = 0xFFFD;

    private CleanText() {}

    /**
     * The text's characters: composed, with one kind of line end, with spaces for tabs, without what is invisible but
     * soft hyphens and what orders directions; half a surrogate pair becomes U+FFFD.
     */
    static int[] of(String text) {
        String composed = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        int[] cleaned = new int[composed.length()];
        int size = 0;
        int previous = 0;
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            boolean secondHalf = c == '\n' && previous == '\r';
            previous = c;
            if (c >= ' ' && c < 0x7F) {
                cleaned[size++] = c;
            } else if (c == '\t') {
                cleaned = Arrays.copyOf(cleaned, cleaned.length + TAB_SPACES - 1);
                Arrays.fill(cleaned, size, size + TAB_SPACES, ' ');
                size += TAB_SPACES;
            } else if (isLineEnd(c)) {
                if (!secondHalf) {
                    cleaned[size++] = '\n';
                }
            } else if (c >= 0xD800 && c <= 0xDFFF) {
                cleaned[size++] = REPLACEMENT;
            } else if (c == SOFT_HYPHEN || ReadingOrder.isControl(c)) {
                cleaned[size++] = c;
            } else if (!isInvisible(c) && !isModifier(c)) {
                cleaned[size++] = c;
            }
        }
        return Arrays.copyOf(cleaned, size);
    }

    private static boolean isLineEnd(int c) {
        return c >= '\n' && c <= '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** What changes the sign before it and can't be drawn over it: skin tones and the frame of a key. */
    private static boolean isModifier(int c) {
        return c >= 0x1F3FB && c <= 0x1F3FF || c == 0x20E3;
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        boolean selector = c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
        return type == Character.CONTROL || type == Character.FORMAT || selector;
    }
}
