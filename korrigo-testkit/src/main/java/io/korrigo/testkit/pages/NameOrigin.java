package io.korrigo.testkit.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a student's family comes from, as far as names tell: a few family names that many share, and many first names,
 * some of which differ by a letter or two.
 *
 * @param name as the list has it, "West African"
 * @param conventional how many in 100 were given 1 January for a birth date, because nobody noted the day
 */
public record NameOrigin(String name, int conventional, List<String> familyNames, List<String> firstNames) {
    private static final List<NameOrigin> ALL =
            WordList.read("words/origins.txt").stream().map(NameOrigin::parse).toList();

    public NameOrigin {
        familyNames = List.copyOf(familyNames);
        firstNames = List.copyOf(firstNames);
    }

    /** All of them, in the order of the list. */
    public static List<NameOrigin> all() {
        return ALL;
    }

    /** Every origin's first names, each once. */
    static List<String> everyFirstName() {
        return ALL.stream()
                .flatMap(origin -> origin.firstNames.stream())
                .distinct()
                .toList();
    }

    private static NameOrigin parse(String line) {
        String[] cells = line.split("\\|");
        List<List<String>> lists = new ArrayList<>();
        for (String cell : List.of(cells[2], cells[3])) {
            lists.add(Stream.of(cell.split(",")).map(String::strip).distinct().toList());
        }
        return new NameOrigin(cells[0].strip(), Integer.parseInt(cells[1].strip()), lists.get(0), lists.get(1));
    }
}
