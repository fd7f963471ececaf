package io.korrigo.roster;

import java.text.Normalizer;

/**
 * Text reduced to what two writings of one name or header share: letters and digits, in lower case, without accents.
 *
 * <p>"N'GUYEN Anne-Zoé" gives "nguyenannezoe", in any locale.
 */
final class Folding {

    private Folding() {}

    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                folded.append(c);
            } else if (c >= 'A' && c <= 'Z') {
                folded.append((char) (c + ('a' - 'A')));
            } else if (c >= 0x80) {
                return foldUnicode(text);
            }
        }
        return folded.toString();
    }

    private static String foldUnicode(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        // Per character, not String.toLowerCase: the dotless i of Turkish must not depend on the machine.
        decomposed.codePoints().map(Character::toLowerCase).forEach(c -> {
            switch (c) {
                case 'œ' -> folded.append("oe");
                case 'æ' -> folded.append("ae");
                case 'ß' -> folded.append("ss");
                case 'ø' -> folded.append('o');
                case 'đ', 'ð' -> folded.append('d');
                case 'ł' -> folded.append('l');
                case 'ı' -> folded.append('i');
                case 'þ' -> folded.append("th");
                default -> {
                    if (Character.isLetterOrDigit(c)) {
                        folded.appendCodePoint(c);
                    }
                }
            }
        });
        return folded.toString();
    }
}
