package io.korrigo.flatten.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Joins Arabic letters: picks for each the form that its neighbours ask for (Unicode 15, 9.2, "Cursive Joining").
 *
 * <p>The forms are Unicode's own presentation forms, which our fonts have glyphs for; lam and alef are joined as two
 * letters, without their ligature.
 */
final class ArabicForms {
    private static final int ISOLATED = 0;
    private static final int FINAL = 1;
    private static final int INITIAL = 2;
    private static final int MEDIAL = 3;
    private static final int TATWEEL = 0x640;

    /** Letters by code point, their forms in the order isolated, final, initial, medial; two where they never join on. */
    private static final Map<Integer, int[]> FORMS = forms();

    private ArabicForms() {}

    /** The character to show for each of {@code text}. */
    static int[] join(int[] text) {
        int[] shown = text;
        for (int i = 0; i < text.length; i++) {
            int[] forms = text[i] < 0x621 || text[i] > 0x6FF ? null : FORMS.get(text[i]);
            if (forms != null) {
                boolean before = joinsOn(text, previous(text, i));
                boolean after = forms.length == 4 && joinsBack(text, next(text, i));
                int form = before ? after ? MEDIAL : FINAL : after ? INITIAL : ISOLATED;
                if (shown == text) {
                    shown = text.clone();
                }
                shown[i] = form < forms.length ? forms[form] : text[i];
            }
        }
        return shown;
    }

    private static boolean joinsOn(int[] text, int i) {
        if (i < 0) {
            return false;
        }
        int[] forms = FORMS.get(text[i]);
        return text[i] == TATWEEL || forms != null && forms.length == 4;
    }

    private static boolean joinsBack(int[] text, int i) {
        if (i >= text.length) {
            return false;
        }
        int[] forms = FORMS.get(text[i]);
        return text[i] == TATWEEL || forms != null && forms.length > 1;
    }

    /** The neighbour before, vowel marks skipped, or -1. */
    private static int previous(int[] text, int i) {
        int at = i - 1;
        while (at >= 0 && Character.getType(text[at]) == Character.NON_SPACING_MARK) {
            at--;
        }
        return at;
    }

    private static int next(int[] text, int i) {
        int at = i + 1;
        while (at < text.length && Character.getType(text[at]) == Character.NON_SPACING_MARK) {
            at++;
        }
        return at;
    }

    /** Reads the table out of Unicode's own: the forms of one letter follow each other and decompose into it. */
    private static Map<Integer, int[]> forms() {
        Map<Integer, int[]> forms = new HashMap<>();
        collect(forms, 0xFB50, 0xFBFF);
        collect(forms, 0xFE80, 0xFEF4);
        return forms;
    }

    private static void collect(Map<Integer, int[]> forms, int first, int last) {
        for (int c = first; c <= last; ) {
            int letter = letter(c);
            int end = c + 1;
            while (end <= last && letter(end) == letter) {
                end++;
            }
            int count = end - c;
            if (letter != 0 && (count == 1 || count == 2 || count == 4)) {
                int[] run = new int[count];
                for (int i = 0; i < count; i++) {
                    run[i] = c + i;
                }
                forms.put(letter, run);
            }
            c = end;
        }
    }

    private static int letter(int form) {
        String letter = Normalizer.normalize(
                Normalizer.normalize(Character.toString(form), Normalizer.Form.NFKD), Normalizer.Form.NFC);
        return letter.length() == 1 && letter.charAt(0) != form ? letter.charAt(0) : 0;
    }
}
