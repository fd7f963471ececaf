package io.korrigo.roster;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates with the month as a French word or its abbreviation: "1er août 2008", "12-sept.-08". */
final class FrenchMonths {
    private static final Pattern DATE =
            Pattern.compile("(?:\\p{L}+ )?([0-9]{1,2})(?:er)?[ /.-]+(\\p{L}{3,9})\\.?[ /.-]+([0-9]{2}|[0-9]{4})");

    private static final List<String> MONTHS = List.of(
            "janvier",
            "fevrier",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "aout",
            "septembre",
            "octobre",
            "novembre",
            "decembre");

    private FrenchMonths() {}

    /** The same date as d/m/y in digits, or null. */
    static @Nullable String asNumber(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String word = Folding.fold(matcher.group(2));
        int month = 0;
        for (int i = 0; i < MONTHS.size(); i++) {
            // "jui" is June or July.
            if (MONTHS.get(i).startsWith(word)) {
                if (month > 0) {
                    return null;
                }
                month = i + 1;
            }
        }
        return month == 0 ? null : matcher.group(1) + "/" + month + "/" + matcher.group(3);
    }
}
