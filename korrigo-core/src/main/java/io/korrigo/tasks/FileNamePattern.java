package io.korrigo.tasks;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the files of one archive their names: safe on every system, unique, at most 120 characters. */
final class FileNamePattern {
    static final String ANONYMOUS_ID = "anonymous_id";
    static final String COPY_ID = "copy_id";
    static final String INDEX = "index";
    static final String LAST_NAME = "last_name";
    static final String FIRST_NAME = "first_name";

    private static final Set<String> PLACEHOLDERS = Set.of(ANONYMOUS_ID, COPY_ID, INDEX, LAST_NAME, FIRST_NAME);
    private static final String EXTENSION = ".pdf";
    private static final int MAX_LENGTH = 120;
    private static final int MAX_ID = 40;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]*)}");

    /** Windows takes these for devices, in any case and whatever follows the first dot. */
    private static final Pattern DEVICE =
            Pattern.compile("(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    /** Letters that no normal form takes apart. */
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("œ", "oe"),
            Map.entry("Œ", "OE"),
            Map.entry("æ", "ae"),
            Map.entry("Æ", "AE"),
            Map.entry("ß", "ss"),
            Map.entry("ø", "o"),
            Map.entry("Ø", "O"),
            Map.entry("ł", "l"),
            Map.entry("Ł", "L"),
            Map.entry("đ", "d"),
            Map.entry("Đ", "D"),
            Map.entry("ı", "i"));

    private final String pattern;
    private final Set<String> taken = new HashSet<>();

    FileNamePattern(String pattern) {
        check(pattern);
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException when it isn't a pattern, with what is wrong */
    static void check(String pattern) {
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        int found = 0;
        while (matcher.find()) {
            if (!PLACEHOLDERS.contains(matcher.group(1))) {
                throw new IllegalArgumentException(
                        "Unknown placeholder " + matcher.group() + " in a file name pattern");
            }
            found++;
        }
        String literal = PLACEHOLDER.matcher(pattern).replaceAll("");
        if (found == 0 || !literal.endsWith(EXTENSION) || !literal.matches("[A-Za-z0-9._-]{4,60}")) {
            throw new IllegalArgumentException("A file name pattern has a placeholder, ends in " + EXTENSION
                    + " and has at most 60 characters of [A-Za-z0-9._-] beside its placeholders");
        }
    }

    /** Whether names of students are needed. */
    boolean namesStudents() {
        return pattern.contains("{" + LAST_NAME + "}") || pattern.contains("{" + FIRST_NAME + "}");
    }

    /** The name for one file; {@code values} has a value for each placeholder that the pattern has. */
    String name(Map<String, String> values, String copyId) {
        String filled = PLACEHOLDER
                .matcher(pattern)
                .replaceAll((MatchResult match) -> Matcher.quoteReplacement(safe(values.get(match.group(1)))));
        String stem = filled.substring(0, filled.length() - EXTENSION.length());
        if (stem.isEmpty()
                || ".-".indexOf(stem.charAt(0)) >= 0
                || DEVICE.matcher(stem).matches()) {
            stem = "_" + stem;
        }
        String name = name(stem, "");
        String id = safe(copyId);
        String discriminator = "_" + (id.length() <= MAX_ID ? id : ContentDigest.of(copyId));
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            // Ids that differ only in characters that a name can't have need a number, too.
            name = name(stem, i == 2 ? discriminator : discriminator + "_" + (i - 1));
        }
        return name;
    }

    private static String name(String stem, String suffix) {
        int room = MAX_LENGTH - EXTENSION.length() - suffix.length();
        return stem.substring(0, Math.min(stem.length(), room)) + suffix + EXTENSION;
    }

    /** The text in letters, digits, ".", "-" and "_". */
    static String safe(String text) {
        String plain = text;
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        return Normalizer.normalize(plain, Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}+", "")
                .replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
