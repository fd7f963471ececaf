package io.korrigo.bench.cluster;

import java.util.List;
import java.util.Locale;

/**
 * What came of a round.
 *
 * @param seconds from the first submission to the last end
 * @param waves pairs of parents
 * @param tasks that ended, parents included
 * @param repeated attempts begun because the one before had lost its worker
 * @param breaches what must not have happened, in words
 */
record RoundResult(
        double seconds,
        int waves,
        long tasks,
        int attempts,
        int repeated,
        int kills,
        int pauses,
        int databaseRestarts,
        int spared,
        Recoveries recoveries,
        List<String> breaches) {
    RoundResult {
        breaches = List.copyOf(breaches);
    }

    static final String HEADER =
            "| round | s | waves | tasks | attempts | after a lost worker | kills | pauses | database"
                    + " restarts | strikes deferred | run again: n | median, s | longest, s | disturbed | breaches |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

    String row(int round) {
        return String.format(
                Locale.ROOT,
                "| %d | %.0f | %d | %d | %d | %d | %d | %d | %d | %d | %d | %.1f | %.1f | %d | %d |%n",
                round,
                seconds,
                waves,
                tasks,
                attempts,
                repeated,
                kills,
                pauses,
                databaseRestarts,
                spared,
                recoveries.undisturbed().size(),
                recoveries.median().toMillis() / 1000.0,
                recoveries.longest().toMillis() / 1000.0,
                recoveries.others(),
                breaches.size());
    }
}
