package io.korrigo.bench.cluster;

import io.korrigo.bench.options.Options;
import java.time.Duration;

/**
 * How hard the nodes are tried.
 *
 * @param rounds one after the other, each on a new database and a new folder
 * @param killing how long workers are killed and paused in each
 * @param copies of an exam that is exported
 * @param headers copies of an exam that are read
 * @param databaseRestarts in each round, evenly spread
 * @param probes how often, when all is over, a worker is killed with a task while the others have nothing to do
 * @param database where tasks and exams are
 * @param seed of the first round's chance; the next has the next number
 */
record KillTestOptions(
        int rounds,
        Duration killing,
        int copies,
        int headers,
        int databaseRestarts,
        int probes,
        SharedDatabase.Kind database,
        long seed) {
    static final String USAGE =
            "[--database postgres|h2] [--rounds 1] [--seconds 60] [--copies 300] [--headers 100] [--database-restarts 2] [--probes 3]"
                    + " [--seed 1]";

    /** Workers of a round. */
    static final int WORKERS = 3;

    KillTestOptions {
        if (rounds < 1 || killing.toSeconds() < 4 || copies < 1 || headers < 1 || databaseRestarts < 0 || probes < 0) {
            throw new IllegalArgumentException("At least 1 round, 4 seconds, 1 copy and 1 header");
        }
    }

    /** What the command line says. */
    static KillTestOptions of(Options given) {
        return new KillTestOptions(
                given.number("--rounds", 1, 1),
                Duration.ofSeconds(given.number("--seconds", 4, 60)),
                given.number("--copies", 1, 300),
                given.number("--headers", 1, 100),
                given.number("--database-restarts", 0, 2),
                given.number("--probes", 0, 3),
                given.choice("--database", SharedDatabase.Kind.POSTGRES),
                given.seed("--seed", 1));
    }
}
