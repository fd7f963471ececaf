package io.korrigo.bench.cluster;

import io.korrigo.bench.report.MarkdownTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What came of a round.
 *
 * @param seconds from the first submission to the last end
 * @param waves pairs of parents
 * @param tasks that ended, parents included
 * @param repeated attempts begun because the one before had lost its worker
 * @param longestGap the longest time without a kill or a pause while there were any
 * @param spared how often a worker was let off that ran a task which had lost two
 * @param story what happened in the longest of the recoveries, if that took long
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
        Duration longestGap,
        int databaseRestarts,
        int spared,
        Recoveries recoveries,
        List<String> story,
        List<String> breaches) {
    RoundResult {
        story = List.copyOf(story);
        breaches = List.copyOf(breaches);
    }

    /** The table of rounds, without any yet. */
    static MarkdownTable table() {
        return new MarkdownTable(
                "round",
                "s",
                "waves",
                "tasks",
                "attempts",
                "after a lost worker",
                "strikes",
                "kills",
                "pauses",
                "longest gap, s",
                "database restarts",
                "let off",
                "run again: n",
                "median, s",
                "longest, s",
                "disturbed",
                "longest, s",
                "breaches");
    }

    /** Kills and pauses. */
    int strikes() {
        return kills + pauses;
    }

    /** This round's line of the table. */
    String row(int round) {
        return MarkdownTable.line(
                round,
                String.format(Locale.ROOT, "%.0f", seconds),
                waves,
                tasks,
                attempts,
                repeated,
                strikes(),
                kills,
                pauses,
                seconds(longestGap),
                databaseRestarts,
                spared,
                recoveries.undisturbed().size(),
                seconds(recoveries.median()),
                seconds(recoveries.longest()),
                recoveries.disturbed().size(),
                seconds(recoveries.longestDisturbed()),
                breaches.size());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
