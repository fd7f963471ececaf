package io.korrigo.identify.print;

import io.korrigo.identify.HeaderField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Both names in one piece of text: words all in capitals are the family name, "DE LA TOUR Jean-Luc", in any order of
 * the two. Where case says nothing the first word is taken for the family name; the matcher knows swapped names.
 */
final class PrintedNames {
    private PrintedNames() {}

    /** The names in {@code text}; none where there are fewer than two words of letters. */
    static PrintedFields split(PrintedRun text) {
        List<PrintedRun> words = words(text);
        if (words.size() < 2) {
            return PrintedFields.NONE;
        }
        List<PrintedRun> capitals =
                words.stream().filter(PrintedNames::isInCapitals).toList();
        List<PrintedRun> others =
                words.stream().filter(word -> !isInCapitals(word)).toList();
        if (capitals.isEmpty() || others.isEmpty()) {
            capitals = words.subList(0, 1);
            others = words.subList(1, words.size());
        }
        Map<HeaderField, List<PrintedSign>> names = new EnumMap<>(HeaderField.class);
        names.put(HeaderField.LAST_NAME, joined(capitals));
        names.put(HeaderField.FIRST_NAME, joined(others));
        return new PrintedFields(names);
    }

    private static List<PrintedRun> words(PrintedRun text) {
        List<PrintedRun> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.signs().size(); i++) {
            if (i == text.signs().size() || text.signs().get(i).isSpace()) {
                PrintedRun word = text.part(from, i);
                if (word.letters() > 0 && word.letters() * 2 > word.signs().size()) {
                    words.add(word);
                }
                from = i + 1;
            }
        }
        return words;
    }

    private static boolean isInCapitals(PrintedRun word) {
        return word.letters() > 1 && word.signs().stream().noneMatch(sign -> Character.isLowerCase(sign.character()));
    }

    private static List<PrintedSign> joined(List<PrintedRun> words) {
        List<PrintedSign> signs = new ArrayList<>();
        for (PrintedRun word : words) {
            if (!signs.isEmpty()) {
                signs.add(new PrintedSign(' ', 1, word.signs().get(0).region()));
            }
            signs.addAll(word.signs());
        }
        return signs;
    }
}
