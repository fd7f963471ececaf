package io.korrigo.roster;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The family name of birth and the usage name in one text: "DUPONT épouse MARTIN" and "MARTIN née DUPONT" are both DUPONT, used
 * as MARTIN.
 *
 * @param usageName empty where the text has none
 */
record FamilyName(String name, String usageName) {
    /** Before a name; "M" alone may be a name's initial. */
    private static final Pattern TITLE =
            Pattern.compile("(?:m\\.|mr\\.?|mme\\.?|mlle\\.?|monsieur|madame|mademoiselle) +(?=\\p{L})", caseless());

    private static final String MARRIED = "épouse|epouse|ép\\.?|ep\\.?";
    private static final String BORN = "née|nee|né";
    private static final Pattern LINKED =
            Pattern.compile("(\\S.*?) (?:(" + MARRIED + ")|(?:" + BORN + ")) (\\S.*)", caseless());
    private static final Pattern BRACKETED =
            Pattern.compile("\\((" + MARRIED + "|" + BORN + ") ([^()]+)\\)", caseless());

    private static final Set<String> LINKS = Set.of("épouse", "epouse", "ép", "ép.", "ep", "ep.", "née", "nee", "né");

    private static final String INITIALS_OF_LINKS = "eEéÉnN";

    /** Dashes, stars and commas that lists put behind a name. */
    private static final Pattern MARKS_AROUND = Pattern.compile("^[-–—*. ]+(?=\\p{L})|(?<=\\p{L})[-–—* ]+$");

    /**
     * A whole name without what says something about it.
     *
     * @param isUnclear whether brackets or a slash are left: they may hold a second name
     */
    record Marked(String text, boolean isUnclear) {}

    /** @param text cleaned */
    static Marked withoutMarks(String text) {
        if (isPlain(text)) {
            return new Marked(text, false);
        }
        String name = BRACKETED.matcher(withoutTitle(text)).replaceAll("$1 $2");
        name = MARKS_AROUND.matcher(name).replaceAll("").replaceAll("(?<=\\p{L})[-–—]+ ", " ");
        return new Marked(name, name.indexOf('(') >= 0 || name.indexOf('/') >= 0);
    }

    /** @param text of a family name, cleaned */
    static FamilyName of(String text) {
        if (text.indexOf(' ') < 0) {
            return new FamilyName(text, "");
        }
        String name = withoutTitle(text);
        if (!mayBeLinked(name)) {
            return new FamilyName(name, "");
        }
        Matcher linked = LINKED.matcher(
                name.indexOf('(') < 0 ? name : BRACKETED.matcher(name).replaceAll("$1 $2"));
        if (linked.matches()) {
            return linked.group(2) != null
                    ? new FamilyName(linked.group(1), linked.group(3))
                    : new FamilyName(linked.group(3), linked.group(1));
        }
        return new FamilyName(name, "");
    }

    /** Whether some word behind a space or a bracket begins as the links do; of few family names, and most texts have none. */
    private static boolean mayBeLinked(String name) {
        for (int i = 1; i < name.length(); i++) {
            char before = name.charAt(i - 1);
            if ((before == ' ' || before == '(') && INITIALS_OF_LINKS.indexOf(name.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** "épouse", "née" and how they are cut short. */
    static boolean isLink(String word) {
        return LINKS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static String withoutTitle(String text) {
        if (!text.regionMatches(true, 0, "m", 0, 1)) {
            return text;
        }
        Matcher title = TITLE.matcher(text);
        return title.lookingAt() ? text.substring(title.end()) : text;
    }

    /** Letters, spaces, and inside words apostrophes and hyphens: nothing of what is looked for, but a title in full. */
    private static boolean isPlain(String text) {
        char previous = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = Character.isLetter(c);
            if (!letter && (c != ' ' && c != '-' && c != '\'' || !Character.isLetter(previous))) {
                return false;
            }
            previous = c;
        }
        return Character.isLetter(previous) && !text.regionMatches(true, 0, "M", 0, 1);
    }

    private static int caseless() {
        return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }
}
