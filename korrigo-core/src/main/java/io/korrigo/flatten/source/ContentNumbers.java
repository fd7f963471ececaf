package io.korrigo.flatten.source;

import java.nio.charset.StandardCharsets;

/**
 * Looks for numbers that aren't ones, such as "-" or "1.2.3", in a page's content: readers guess what they mean, each in
 * its own way, and an archive's file may not have them (ISO 19005-2, 6.1.13).
 */
final class ContentNumbers {
    private static final String DELIMITERS = "()<>[]{}/%";

    private final byte[] content;
    private int at;
    private boolean cmyk;

    private ContentNumbers(byte[] content) {
        this.content = content;
    }

    /** Whether all of them are as the standard spells them (ISO 32000-1, 7.3.3). */
    static boolean areSound(byte[] content) {
        return new ContentNumbers(content).areSound();
    }

    /** Whether it sets colours of a press: the operators k and K, and the colour space by its name. */
    static boolean namesCmyk(byte[] content) {
        ContentNumbers numbers = new ContentNumbers(content);
        numbers.areSound();
        return numbers.cmyk;
    }

    private boolean areSound() {
        while (at < content.length) {
            int c = content[at] & 0xFF;
            if (c == '(') {
                skipString();
            } else if (c == '%') {
                skipUntil('\n', '\r');
            } else if (c == '<' && at + 1 < content.length && content[at + 1] != '<') {
                skipUntil('>', '>');
            } else if (isRegular(c)) {
                String token = token();
                cmyk |= token.equals("k") || token.equals("K");
                if (token.equals("ID")) {
                    skipImage();
                } else if (!isSound(token)) {
                    return false;
                }
            } else if (c == '/') {
                at++;
                cmyk |= token().equals("DeviceCMYK");
            } else {
                at++;
            }
        }
        return true;
    }

    private static boolean isSound(String token) {
        return !token.matches("[0-9+.-]+") || token.matches("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)");
    }

    private static boolean isRegular(int c) {
        return c > ' ' && DELIMITERS.indexOf(c) < 0;
    }

    private String token() {
        int from = at;
        while (at < content.length && isRegular(content[at] & 0xFF)) {
            at++;
        }
        return new String(content, from, at - from, StandardCharsets.ISO_8859_1);
    }

    private void skipString() {
        int depth = 0;
        do {
            switch (content[at]) {
                case '\\' -> at++;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0 && at < content.length);
    }

    private void skipUntil(char one, char other) {
        while (at < content.length && content[at] != one && content[at] != other) {
            at++;
        }
    }

    /** The data of a small picture ends with an operator that stands alone. */
    private void skipImage() {
        while (at + 3 < content.length
                && !(content[at] <= ' '
                        && content[at + 1] == 'E'
                        && content[at + 2] == 'I'
                        && !isRegular(content[at + 3] & 0xFF))) {
            at++;
        }
        at += 3;
    }
}
