package io.korrigo.identify.print;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which variant of a subject a page belongs to, from its printed reference: "Sujet A", "SUJET N° 2", "Version B", or a
 * code that ends in one, "Réf. : MATH-2026-B".
 *
 * <p>Silent where the page names two, and where a word follows: "SUJET A TRAITER" is no variant.
 */
final class SubjectVariant {
    private static final String END = "(?=\\s*(?:$|[^\\sA-Za-zÀ-ÿ0-9]|(?:ou|et|or|and)\\b))";
    private static final Pattern NAMED = Pattern.compile(
            "(?:^|[^\\p{L}])(?:[Ss]ujet|SUJET|[Ss]ubject|SUBJECT|[Vv]ariante?|VARIANTE?|[Vv]ersion|VERSION)"
                    + "\\s*(?:[Nn][°oº]|:|-)?\\s*([A-H]|[1-9])" + END);
    private static final Pattern CODED = Pattern.compile(
            "(?:^|[^\\p{L}])(?:[Rr][ée]f(?:[ée]rence)?|R[ÉE]F(?:[ÉE]RENCE)?)[.\\s:]+[A-Z0-9]+(?:[-_/][A-Z0-9]+)*[-_/]([A-H]|[1-9])"
                    + END);

    private SubjectVariant() {}

    /** The variant, A to H or 1 to 9, or null. */
    static @Nullable String in(List<PrintedRun> lines) {
        Set<String> found = new TreeSet<>();
        for (PrintedRun line : lines) {
            for (Pattern pattern : List.of(NAMED, CODED)) {
                Matcher matcher = pattern.matcher(line.text());
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }
}
