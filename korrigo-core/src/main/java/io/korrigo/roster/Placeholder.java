package io.korrigo.roster;

import java.util.BitSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What people and programs write into a cell that has nothing to say: "-", "N/A", "NC", "néant", "#REF!".
 *
 * <p>Some of these words are somebody's name. NA and SO are family names, so a cell that names a student is never taken for
 * empty because of them; X and NC are written for names that nobody knew, and a student without a name is a problem to
 * report, not a row to lose.
 */
final class Placeholder {
    /** Folded; nobody is called so, and no class is. */
    private static final Set<String> PHRASES = Set.of(
            "neant",
            "inconnu",
            "inconnue",
            "sansobjet",
            "nonrenseigne",
            "nonrenseignee",
            "nonconnu",
            "nonconnue",
            "noncommunique",
            "noncommuniquee",
            "nonconcerne",
            "nonconcernee",
            "nonattribue",
            "nonattribuee",
            "nonaffecte",
            "nonaffectee",
            "nondefini",
            "nondefinie",
            "nondisponible",
            "arenseigner",
            "acompleter",
            "aucun",
            "aucune",
            "vide",
            "null",
            "none",
            "unknown",
            "undefined",
            "notavailable",
            "notapplicable",
            "sansclasse",
            "sansdivision",
            "sansgroupe",
            "sansemail",
            "sansmail",
            "sansadresse",
            "pasdeclasse",
            "pasdegroupe",
            "pasdemail",
            "pasdemel",
            "pasdadresse",
            "pasdenomdusage");

    /** Folded abbreviations that are no names: "non communiqué", "non renseigné", "non déterminé". */
    private static final Set<String> ABBREVIATIONS = Set.of("nc", "nr", "nd", "nsp");

    /** Folded abbreviations that are somebody's name: "not available", "sans objet", "not a number". */
    private static final Set<String> NAMES_TOO = Set.of("na", "so", "nan");

    /** Of the longest phrase, with room for spaces and marks. */
    private static final int LONGEST = 24;

    private static final int LETTERS = 'z' - 'a' + 1;
    /** With which three letters one of the words above begins, each by {@link #beginning}: they tell most names apart. */
    private static final BitSet BEGINNINGS = new BitSet(LETTERS * LETTERS * LETTERS);

    static {
        Stream.of(PHRASES, ABBREVIATIONS, NAMES_TOO, Set.of("xxx"))
                .flatMap(Set::stream)
                .forEach(Placeholder::addBeginning);
    }

    private Placeholder() {}

    /** Whether a cleaned text that is to name a student names nobody. */
    static boolean isNoName(String text) {
        if (!mayBe(text)) {
            return false;
        }
        String folded = Folding.fold(text);
        return isSure(text, folded) || ABBREVIATIONS.contains(folded) || isCross(folded);
    }

    /** Whether a cleaned text says that there is no class or group; both may be called X. */
    static boolean isNoClass(String text) {
        if (!mayBe(text)) {
            return false;
        }
        String folded = Folding.fold(text);
        return isSure(text, folded) || ABBREVIATIONS.contains(folded) || folded.equals("na") || folded.equals("nan");
    }

    /** Whether a cleaned text says that there is no address, number or date. */
    static boolean isNothing(String text) {
        if (!mayBe(text)) {
            return false;
        }
        String folded = Folding.fold(text);
        return isSure(text, folded)
                || ABBREVIATIONS.contains(folded)
                || NAMES_TOO.contains(folded)
                || isCross(folded)
                || isZeros(folded);
    }

    /** Whether a cleaned text is a name of few people and, written for most of a column, no name at all. */
    static boolean isNameToo(String text) {
        return text.length() <= 3 && NAMES_TOO.contains(Folding.fold(text));
    }

    private static void addBeginning(String word) {
        if (word.length() > 2) {
            BEGINNINGS.set(beginning(word));
        }
    }

    /** The number of a text's first three characters; -1 where one of them is none of a to z, whose words differ in more ways. */
    private static int beginning(String text) {
        int number = 0;
        for (int i = 0; i < 3; i++) {
            int letter = (text.charAt(i) | 'a' - 'A') - 'a';
            if (letter < 0 || letter >= LETTERS) {
                return -1;
            }
            number = LETTERS * number + letter;
        }
        return number;
    }

    /** Most cells are told by their length, their first letters, or a digit: nobody writes nothing with one from 1 to 9. */
    private static boolean mayBe(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        int beginning = text.length() < 3 ? -1 : beginning(text);
        if (beginning >= 0) {
            return BEGINNINGS.get(beginning);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSure(String text, String folded) {
        if (folded.isEmpty()) {
            // Letters of scripts without case, and emoji, fold to themselves: nothing is left of marks only.
            return text.codePoints().noneMatch(c -> c > 0x7F && Character.getType(c) == Character.OTHER_SYMBOL);
        }
        return PHRASES.contains(folded)
                || (NAMES_TOO.contains(folded) || isCross(folded)) && isMarked(text) && !text.contains("-")
                || isSpreadsheetError(text);
    }

    private static boolean isMarked(String text) {
        return text.codePoints().anyMatch(c -> !Character.isLetterOrDigit(c) && c != ' ');
    }

    /** "#REF!", "#NOM?", "#N/A", "#DIV/0!" */
    private static boolean isSpreadsheetError(String text) {
        char last = text.charAt(text.length() - 1);
        return text.charAt(0) == '#' && (last == '!' || last == '?' || text.equals("#N/A"));
    }

    private static boolean isCross(String folded) {
        return isOnly('x', folded);
    }

    private static boolean isZeros(String folded) {
        return isOnly('0', folded);
    }

    private static boolean isOnly(char wanted, String folded) {
        int at = 0;
        while (at < folded.length() && folded.charAt(at) == wanted) {
            at++;
        }
        return at == folded.length();
    }
}
