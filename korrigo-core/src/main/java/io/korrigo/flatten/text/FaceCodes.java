package io.korrigo.flatten.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codes that a document gives to the characters of one face, from 1 in the order of their first use.
 *
 * <p>Nearly all characters mean what they show, and are looked up in tables of 256.
 */
final class FaceCodes {
    private static final int PLANE = 1 << 16;
    private static final int TABLE = 256;

    private final short @Nullable [][] tables = new short[PLANE / TABLE][];
    private final Map<Long, Integer> others = new HashMap<>();
    private final List<Integer> shown = new ArrayList<>();
    private final List<Integer> meant = new ArrayList<>();

    int code(int character, int meaning) {
        if (character != meaning || character >= PLANE) {
            return others.computeIfAbsent((long) character << 32 | meaning, key -> add(character, meaning));
        }
        short[] table = tables[character / TABLE];
        if (table == null) {
            table = new short[TABLE];
            tables[character / TABLE] = table;
        }
        if (table[character % TABLE] == 0) {
            table[character % TABLE] = (short) add(character, meaning);
        }
        return table[character % TABLE];
    }

    private int add(int character, int meaning) {
        shown.add(character);
        meant.add(meaning);
        return shown.size();
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    /** What each code shows, that of 1 first. */
    List<Integer> shown() {
        return shown;
    }

    /** What each code means, that of 1 first. */
    List<Integer> meant() {
        return meant;
    }
}
