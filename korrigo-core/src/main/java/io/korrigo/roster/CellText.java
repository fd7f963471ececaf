package io.korrigo.roster;

import java.text.Normalizer;

/** A cell's text without the invisible characters that spreadsheets and web pages leave in it. */
final class CellText {
    /**
     * What the bytes 0x80 to 0xBF look like when UTF-8 is read as Windows-1252: the second half of a garbled accent.
     */
    private static final String CONTINUATIONS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

    /** Bits of {@link #traits}. */
    static final int PLAIN = 1;

    static final int LETTER = 2;
    static final int QUESTION_MARK = 4;

    /** By character; above, nothing is plain. */
    private static final byte[] TRAITS = new byte[0x180];

    static {
        for (char c = ' '; c < TRAITS.length; c++) {
            boolean plain = c < 0x7F || c >= 'À' && c <= 'ſ' && !leadsGarble(c);
            boolean letter = Character.isLetter(c);
            TRAITS[c] = (byte) ((plain ? PLAIN : 0) | (letter ? LETTER : 0) | (c == '?' ? QUESTION_MARK : 0));
        }
    }

    private CellText() {}

    /**
     * Spaces of any kind become one space, zero-width and direction marks go, accents are composed (NFC), the ends
     * are trimmed.
     */
    static String clean(String raw) {
        return isPlain(raw) ? raw : cleanSlowly(raw);
    }

    /** Whether {@link #clean} would change nothing and nothing in the text can be garbled. */
    static boolean isPlain(String raw) {
        return (traits(raw.toCharArray(), 0, raw.length()) & PLAIN) != 0;
    }

    /** {@link #PLAIN} as {@link #isPlain} says, {@link #LETTER} and {@link #QUESTION_MARK} where there is one. */
    static int traits(char[] text, int start, int end) {
        char previous = ' ';
        int all = PLAIN;
        int any = 0;
        for (int i = start; i < end; i++) {
            char c = text[i];
            int traits = c < TRAITS.length ? TRAITS[c] : 0;
            if (c == ' ' && previous == ' ') {
                traits = 0;
            }
            all &= traits;
            any |= traits;
            previous = c;
        }
        if (previous == ' ' && end > start) {
            all = 0;
        }
        return all | any & (LETTER | QUESTION_MARK);
    }

    /**
     * Whether the text shows that an earlier program read or wrote it in the wrong encoding: U+FFFD, "Ã©", "â€™", or
     * what UTF-8 becomes in MacRoman ("√©") and in code page 850 ("├®").
     */
    static boolean isGarbled(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\uFFFD') {
                return true;
            }
            if (i + 1 < raw.length() && (leadsGarble(c) || c == '√' || c == '├')) {
                char next = raw.charAt(i + 1);
                boolean garbled = switch (c) {
                    case 'â' -> next == '€' || next == '\u0080';
                    case 'ï' -> next == '¿';
                    case '√', '├' -> next > 0x7F;
                    default -> next >= 0x80 && next <= 0xBF || CONTINUATIONS.indexOf(next) >= 0;
                };
                if (garbled) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean leadsGarble(char c) {
        return c == 'Ã' || c == 'Â' || c == 'Å' || c == 'Ä' || c == 'â' || c == 'ï';
    }

    private static String cleanSlowly(String raw) {
        String composed = Normalizer.normalize(raw, Normalizer.Form.NFC);
        StringBuilder clean = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            if (isSpace(c)) {
                if (clean.length() > 0 && clean.charAt(clean.length() - 1) != ' ') {
                    clean.append(' ');
                }
            } else if (Character.getType(c) != Character.FORMAT) {
                clean.append(c);
            }
        }
        int length = clean.length();
        if (length > 0 && clean.charAt(length - 1) == ' ') {
            clean.setLength(length - 1);
        }
        return clean.toString();
    }

    private static boolean isSpace(char c) {
        return c >= '\t' && c <= '\r' || c == '\u0085' || Character.isSpaceChar(c);
    }
}
