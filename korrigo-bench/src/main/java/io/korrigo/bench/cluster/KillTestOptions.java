package io.korrigo.bench.cluster;

import java.time.Duration;
import java.util.List;

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

    /** @throws IllegalArgumentException when an option is unknown, lacks its value or has a bad one */
    static KillTestOptions parse(List<String> arguments) {
        int rounds = 1;
        int seconds = 60;
        int copies = 300;
        int headers = 100;
        int restarts = 2;
        int probes = 3;
        SharedDatabase.Kind database = SharedDatabase.Kind.POSTGRES;
        long seed = 1;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("No value for " + option);
            }
            if (option.equals("--database")) {
                database = kind(arguments.get(i + 1));
                continue;
            }
            int value = number(option, arguments.get(i + 1));
            switch (option) {
                case "--rounds" -> rounds = value;
                case "--seconds" -> seconds = value;
                case "--copies" -> copies = value;
                case "--headers" -> headers = value;
                case "--database-restarts" -> restarts = value;
                case "--probes" -> probes = value;
                case "--seed" -> seed = value;
                default -> throw new IllegalArgumentException("Unknown option " + option);
            }
        }
        return new KillTestOptions(
                rounds, Duration.ofSeconds(seconds), copies, headers, restarts, probes, database, seed);
    }

    private static SharedDatabase.Kind kind(String value) {
        return switch (value) {
            case "postgres" -> SharedDatabase.Kind.POSTGRES;
            case "h2" -> SharedDatabase.Kind.H2;
            default -> throw new IllegalArgumentException("--database takes postgres or h2, not " + value);
        };
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(option + " takes a number, not " + value, malformed);
        }
    }
}
