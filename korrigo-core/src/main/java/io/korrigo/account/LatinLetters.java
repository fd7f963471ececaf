package io.korrigo.account;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Text in the letters a to z: accents go, letters of their own become the two that are written for them where there are
 * none, Cyrillic and Greek are written as in passports (ICAO 9303-3, section 6, and ISO 843), Arabic by its consonants. What
 * has no such rule is left out.
 */
final class LatinLetters {
    private static final Map<Character, String> LETTERS = new HashMap<>();

    static {
        put("æ", "ae", "œ", "oe", "ø", "o", "ß", "ss", "ẞ", "ss", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i");
        put("ħ", "h", "ŋ", "ng", "ŧ", "t", "ĸ", "k", "ſ", "s", "ə", "e", "ɓ", "b", "ɗ", "d", "ƴ", "y", "ŉ", "n");
        put("а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ж", "zh", "з", "z", "и", "i", "к", "k");
        put("л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f");
        put("х", "kh", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "shch", "ъ", "ie", "ы", "y", "ь", "", "э", "e");
        put("ю", "iu", "я", "ia", "і", "i", "є", "ie", "ґ", "g", "ђ", "d", "ј", "j", "љ", "lj", "њ", "nj", "ћ", "c");
        put("џ", "dz", "ѕ", "dz", "ү", "u", "ө", "o", "қ", "k", "ң", "n", "ғ", "g", "ұ", "u", "һ", "h", "ә", "a");
        put("α", "a", "β", "v", "γ", "g", "δ", "d", "ε", "e", "ζ", "z", "η", "i", "θ", "th", "ι", "i", "κ", "k");
        put("λ", "l", "μ", "m", "ν", "n", "ξ", "x", "ο", "o", "π", "p", "ρ", "r", "σ", "s", "ς", "s", "τ", "t");
        put("υ", "y", "φ", "f", "χ", "ch", "ψ", "ps", "ω", "o");
        put("ا", "a", "ب", "b", "ت", "t", "ث", "th", "ج", "j", "ح", "h", "خ", "kh", "د", "d", "ذ", "dh", "ر", "r");
        put("ز", "z", "س", "s", "ش", "sh", "ص", "s", "ض", "d", "ط", "t", "ظ", "z", "ع", "a", "غ", "gh", "ف", "f");
        put("ق", "q", "ك", "k", "ل", "l", "م", "m", "ن", "n", "ه", "h", "و", "w", "ي", "y", "ى", "a", "ة", "a");
        put("پ", "p", "چ", "ch", "ژ", "zh", "گ", "g", "ک", "k", "ی", "y");
    }

    private LatinLetters() {}

    /** In lower case; other characters of ASCII stay as they are. */
    static String of(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (c < 0x80) {
                letters.append(c);
            } else {
                letters.append(LETTERS.getOrDefault(c, ""));
            }
        }
        return letters.toString();
    }

    /** Pairs of a letter and what is written for it. */
    private static void put(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            LETTERS.put(pairs[i].charAt(0), pairs[i + 1]);
        }
    }
}
