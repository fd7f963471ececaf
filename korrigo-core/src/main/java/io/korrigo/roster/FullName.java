package io.korrigo.roster;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Family name and first names out of one cell.
 *
 * <p>"Nom, Prénom" is split at its only comma. Otherwise the leading words in capitals are the family name, with the
 * particles written small among them: "DE LA TOUR Jean-Luc", "d'ORMESSON Jean", "N'GUYEN Mai". Where capitals don't
 * say where the family name ends, there is no answer: a wrong split would look right to everybody.
 */
record FullName(String lastName, String firstName) {
    private static final Set<String> PARTICLES = Set.of(
            "de", "du", "des", "la", "le", "les", "di", "da", "do", "dos", "das", "del", "della", "der", "den", "van",
            "von", "vom", "zu", "ter", "ten", "el", "al", "ben", "bin", "ibn", "y", "e", "et", "née", "né", "ép", "ép.",
            "épouse", "dit", "dite");

    /** @param text cleaned */
    static Optional<FullName> split(String text) {
        if (text.indexOf('(') >= 0 || text.indexOf('/') >= 0) {
            return Optional.empty();
        }
        int comma = text.indexOf(',');
        if (comma >= 0) {
            return text.indexOf(',', comma + 1) >= 0
                    ? Optional.empty()
                    : of(text.substring(0, comma), text.substring(comma + 1));
        }
        String[] words = text.split(" ");
        int family = familyWords(words);
        return family == 0 || family == words.length || !firstNames(words, family)
                ? Optional.empty()
                : of(join(words, 0, family), join(words, family, words.length));
    }

    /** How many of the first words are the family name; 0 where that is not clear. */
    private static int familyWords(String[] words) {
        int end = 0;
        while (end < words.length) {
            int next = end;
            while (next < words.length && PARTICLES.contains(words[next])) {
                next++;
            }
            if (next == words.length || !isCapitals(words[next])) {
                break;
            }
            end = next + 1;
        }
        // "DUPONT J Marie": the letter may be an initial of either name.
        return end > 1 && letters(words[end - 1]) == 1 ? 0 : end;
    }

    /** Whether the words after the family name can only be first names. */
    private static boolean firstNames(String[] words, int start) {
        if (PARTICLES.contains(words[start]) || words[start].startsWith("d'") || words[start].startsWith("d’")) {
            return false;
        }
        for (int i = start; i < words.length; i++) {
            if (isCapitals(words[i]) && letters(words[i]) > 1) {
                return false;
            }
        }
        return true;
    }

    /** All letters upper case, but for the start of "d'ORMESSON", "McDONALD" and "MacLEOD". */
    private static boolean isCapitals(String word) {
        int start = word.startsWith("d'") || word.startsWith("d’") || word.startsWith("l'") || word.startsWith("l’")
                ? 2
                : word.startsWith("Mac") ? 3 : word.startsWith("Mc") ? 2 : 0;
        boolean capital = false;
        for (int i = start; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.isLetter(c)) {
                if (!Character.isUpperCase(c)) {
                    return false;
                }
                capital = true;
            }
        }
        return capital;
    }

    private static int letters(String word) {
        return (int) word.codePoints().filter(Character::isLetter).count();
    }

    private static Optional<FullName> of(String lastName, String firstName) {
        String last = lastName.strip();
        String first = firstName.strip();
        return last.isEmpty() || first.isEmpty() ? Optional.empty() : Optional.of(new FullName(last, first));
    }

    private static String join(String[] words, int start, int end) {
        return String.join(" ", Arrays.asList(words).subList(start, end));
    }
}
