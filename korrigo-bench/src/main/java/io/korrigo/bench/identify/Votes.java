package io.korrigo.bench.identify;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Counts equal readings of one field. Confined to one thread. */
final class Votes {
    private final Map<String, Count> counts = new HashMap<>();

    private record Count(int votes, int confidence) {}

    /** @param confidence of the reading, 0 to 100 */
    void add(String text, int confidence) {
        String plain = plain(text);
        if (!plain.isEmpty()) {
            counts.merge(
                    plain,
                    new Count(1, confidence),
                    (one, other) ->
                            new Count(one.votes() + other.votes(), Math.max(one.confidence(), other.confidence())));
        }
    }

    /** The reading with the most votes, the surest among equals; nothing where nothing was read. */
    String winner() {
        return counts.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<String, Count> entry) ->
                                entry.getValue().votes())
                        .thenComparingInt(entry -> entry.getValue().confidence())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Capitals and digits alone. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]", "");
    }
}
