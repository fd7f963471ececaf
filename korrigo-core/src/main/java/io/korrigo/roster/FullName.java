package io.korrigo.roster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Family name, usage name and first names out of one cell.
 *
 * <p>"Nom, Prénom" is split at its only comma. Otherwise the leading words in capitals are the family name, with the
 * particles among them however they are written: "DE LA TOUR Jean-Luc", "d'ORMESSON Jean", "Le ROUX Émile",
 * "LE GOFF-d'HERBOIS Anne". A particle alone is no family name: of "EL Khattabi Nour" the capitals say nothing. Where they
 * don't say where the family name ends, there is no answer: a wrong split would look right to everybody.
 *
 * @param usageName empty where the cell has none
 */
record FullName(String lastName, String usageName, String firstName) {
    private static final Set<String> PARTICLES = Set.of(
            "de", "du", "des", "la", "le", "les", "di", "da", "do", "dos", "das", "del", "della", "der", "den", "van",
            "von", "vom", "zu", "ter", "ten", "el", "al", "ben", "bin", "ibn", "y", "e", "et", "dit", "dite", "t");

    /** Behind the family name, for a relation or a rank: whether they belong to it nobody can say. */
    private static final Set<String> SUFFIXES = Set.of("JR", "JR.", "SR", "SR.", "II", "III", "IV");

    FullName(String lastName, String firstName) {
        this(lastName, "", firstName);
    }

    /** @param text cleaned */
    static Optional<FullName> split(String text) {
        FamilyName.Marked marked = FamilyName.withoutMarks(text);
        if (marked.isUnclear()) {
            return Optional.empty();
        }
        String name = marked.text();
        int comma = name.indexOf(',');
        if (comma >= 0) {
            return name.indexOf(',', comma + 1) >= 0
                    ? Optional.empty()
                    : of(name.substring(0, comma), name.substring(comma + 1));
        }
        String[] words = name.split(" ");
        int family = familyWords(words);
        return family == 0 || family == words.length || !firstNames(words, family)
                ? Optional.empty()
                : of(joined(words, 0, family), joined(words, family, words.length));
    }

    /** How many of the first words are the family name; 0 where that is not clear. */
    private static int familyWords(String[] words) {
        if (isLinkAsName(words)) {
            return 1;
        }
        int end = 0;
        boolean name = false;
        while (end < words.length) {
            int next = end;
            while (next < words.length && (isParticle(words[next]) || isLink(words[next]) || isBond(words, next))) {
                next++;
            }
            if (next == words.length || !isCapitals(words[next])) {
                // "LE ROUX": a particle in capitals belongs to the name that it stands behind, never to a first name.
                while (name && end < next && isCapitals(words[end])) {
                    end++;
                }
                break;
            }
            end = next + 1;
            name = true;
        }
        // "M DUPONT": an initial, or what is meant as "M."
        boolean title = end > 1 && words[0].equals("M");
        if (!name || title || isLink(words[0]) || SUFFIXES.contains(words[end - 1])) {
            return 0;
        }
        // "DUPONT J Marie": the letter may be an initial of either name.
        return end > 1 && letters(words[end - 1]) == 1 ? 0 : end;
    }

    private static boolean isParticle(String word) {
        return PARTICLES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** "NEE Denzey": Née is a family name, too, and nothing stands before or behind it that it could link. */
    private static boolean isLinkAsName(String[] words) {
        return words.length > 1 && isLink(words[0]) && isCapitals(words[0]) && !isCapitals(words[1]);
    }

    /** "épouse" and "née" between two family names. */
    private static boolean isLink(String word) {
        return FamilyName.isLink(word);
    }

    /** A dash between two words: "DUPONT - MARTIN". */
    private static boolean isBond(String[] words, int index) {
        return index > 0 && words[index].length() == 1 && "-–—".contains(words[index]);
    }

    /** Whether the words after the family name can only be first names. */
    private static boolean firstNames(String[] words, int start) {
        String first = words[start];
        if (PARTICLES.contains(first) || first.startsWith("d'") || first.startsWith("d’")) {
            return false;
        }
        for (int i = start; i < words.length; i++) {
            boolean capitals = isCapitals(words[i]) && letters(words[i]) > 1;
            boolean bond = i > start && i + 1 < words.length && isBond(words, i);
            if (capitals || letters(words[i]) == 0 && !bond || isLink(words[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * All letters upper case, but for the start of "McDONALD" and "MacLEOD", and particles between hyphens and apostrophes as
     * in "d'ORMESSON" and "MARTIN-du-GARD".
     */
    private static boolean isCapitals(String word) {
        boolean capital = false;
        for (String part : word.split("[-'’]")) {
            int start = part.startsWith("Mac") ? 3 : part.startsWith("Mc") ? 2 : 0;
            if (allCapitals(part, start)) {
                capital |= letters(part) > start;
            } else if (!isParticle(part) && !part.equals("d") && !part.equals("l")) {
                return false;
            }
        }
        return capital;
    }

    private static boolean allCapitals(String text, int start) {
        return text.codePoints().skip(start).allMatch(c -> !Character.isLetter(c) || Character.isUpperCase(c));
    }

    private static int letters(String word) {
        return (int) word.codePoints().filter(Character::isLetter).count();
    }

    private static Optional<FullName> of(String lastName, String firstName) {
        FamilyName family = FamilyName.of(lastName.strip());
        String first = firstName.strip();
        return family.name().isEmpty() || first.isEmpty()
                ? Optional.empty()
                : Optional.of(new FullName(family.name(), family.usageName(), first));
    }

    private static String joined(String[] words, int start, int end) {
        String text = String.join(" ", Arrays.asList(words).subList(start, end));
        return text.replace(" - ", "-").replace(" – ", "-").replace(" — ", "-");
    }
}
