package io.korrigo.roster;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell's text without what spreadsheets and web pages leave around it: invisible characters, a formula that only quotes
 * ({@code ="0712345678A"}), quotes and marks of text ({@code 'TMA'}, {@code '0712}), escapes ({@code _x000D_}).
 */
final class CellText {
    /**
     * What the bytes 0x80 to 0xBF look like when UTF-8 is read as Windows-1252: the second half of a garbled accent.
     */
    private static final String CONTINUATIONS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /** Bits of {@link #traits}. */
    static final int PLAIN = 1;

    static final int LETTER = 2;
    static final int QUESTION_MARK = 4;

    /** By character; above, nothing is plain. */
    private static final byte[] TRAITS = new byte[0x180];

    static {
        for (char c = ' '; c < TRAITS.length; c++) {
            // An underscore may start an escape.
            boolean plain = c < 0x7F && c != '_' || c >= 'À' && c <= 'ſ' && !leadsGarble(c);
            boolean letter = Character.isLetter(c);
            TRAITS[c] = (byte) ((plain ? PLAIN : 0) | (letter ? LETTER : 0) | (c == '?' ? QUESTION_MARK : 0));
        }
    }

    private CellText() {}

    /**
     * Spaces and line breaks of any kind become one space, zero-width and direction marks go, accents are composed (NFC),
     * the ends are trimmed, and of what only marks it as text the text is left.
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
        if (end > start && (previous == ' ' || text[start] == '=' || text[start] == '\'')) {
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
        return unwrapped(withoutInvisible(unescaped(raw)));
    }

    /** What OOXML writes for characters that XML can't hold: "_x000D_" is a carriage return. */
    static String unescaped(String raw) {
        return raw.contains("_x")
                ? ESCAPE.matcher(raw).replaceAll(match -> {
                    String character = String.valueOf((char) Integer.parseInt(match.group(1), 16));
                    return Matcher.quoteReplacement(character);
                })
                : raw;
    }

    private static String unwrapped(String text) {
        int length = text.length();
        if (length < 2) {
            return text;
        }
        char first = text.charAt(0);
        char last = text.charAt(length - 1);
        if (first == '=' && last == '"') {
            return quoted(text);
        }
        if (first != '\'') {
            return text;
        }
        // 't Hooft keeps his apostrophe: only what is quoted on both sides, or can't be a name, is marked as text.
        if (last == '\'' && length > 2) {
            return withoutInvisible(text.substring(1, length - 1));
        }
        char second = text.charAt(1);
        return second >= '0' && second <= '9' || "=+-@".indexOf(second) >= 0 ? text.substring(1) : text;
    }

    /** The text of a formula of nothing but a text, which keeps spreadsheets from taking it for a number; else the formula. */
    private static String quoted(String formula) {
        int start = formula.indexOf('"') + 1;
        String inner = start < formula.length() ? formula.substring(start, formula.length() - 1) : "\"";
        boolean plain = formula.substring(1, start - 1).isBlank()
                && inner.replace("\"\"", "").indexOf('"') < 0;
        return plain ? withoutInvisible(inner.replace("\"\"", "\"")) : formula;
    }

    private static String withoutInvisible(String raw) {
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
