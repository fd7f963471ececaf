package io.korrigo.roster;

import java.text.Normalizer;

/**
 * Text reduced to what two writings of one name or header share: letters and digits, in lower case, without accents.
 *
 * <p>"N'GUYEN Anne-Zoé" gives "nguyenannezoe", in any locale.
 */
final class Folding {

    /** What each character below U+0180 folds to, 0 where it takes {@link #foldUnicode}. */
    private static final char[] LATIN = new char[0x180];

    /** In {@link #LATIN}: folds to nothing. */
    private static final char NOTHING = '\uFFFF';

    static {
        StringBuilder folded = new StringBuilder();
        for (char c = 0; c < LATIN.length; c++) {
            folded.setLength(0);
            foldUnicode(String.valueOf(c), folded);
            LATIN[c] = folded.isEmpty() ? NOTHING : folded.length() == 1 ? folded.charAt(0) : 0;
        }
    }

    private Folding() {}

    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        fold(text, folded);
        return folded.toString();
    }

    /** Appends the folded text. */
    static void fold(String text, StringBuilder folded) {
        int start = folded.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char latin = c < LATIN.length ? LATIN[c] : 0;
            if (latin == 0) {
                // From the start again: what follows may be combining marks.
                folded.setLength(start);
                foldUnicode(text, folded);
                return;
            }
            if (latin != NOTHING) {
                folded.append(latin);
            }
        }
    }

    /** Goes on with an FNV-1a hash over the folded text. */
    static long hash(String text, long seed) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char latin = c < LATIN.length ? LATIN[c] : 0;
            if (latin == 0) {
                String folded = fold(text);
                long all = seed;
                for (int k = 0; k < folded.length(); k++) {
                    all = Fingerprint.step(all, folded.charAt(k));
                }
                return all;
            }
            if (latin != NOTHING) {
                hash = Fingerprint.step(hash, latin);
            }
        }
        return hash;
    }

    private static void foldUnicode(String text, StringBuilder folded) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
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
    }
}
