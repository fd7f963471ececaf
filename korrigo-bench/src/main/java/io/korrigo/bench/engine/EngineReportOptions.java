package io.korrigo.bench.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * How much to measure of the engine, and where to write it.
 *
 * @param docs folder with {@code engine.md}
 * @param tasks in each round of the throughput
 * @param rounds of either engine, in turns
 * @param pickUps tasks of which each pick-up and cancellation is measured
 * @param finished ended tasks in the full table; 0 to leave that out
 * @param idle seconds for which an idle node is watched
 * @param quick too little of everything to be a figure, for tests
 */
record EngineReportOptions(Path docs, int tasks, int rounds, int pickUps, int finished, int idle, boolean quick) {
    static final String USAGE =
            "[--tasks 10000] [--rounds 5] [--pick-ups 500] [--finished 1000000] [--idle 60] [--docs DIR]";

    /** The command that measures the same. */
    String command() {
        return "./korrigo bench engine-report --tasks " + tasks + " --rounds " + rounds + " --pick-ups " + pickUps
                + " --finished " + finished + " --idle " + idle;
    }

    /** @throws IllegalArgumentException when an option is unknown, lacks its value or has a bad one */
    static EngineReportOptions parse(List<String> arguments) {
        Path docs = Path.of(System.getProperty("korrigo.home", ".")).resolve("docs");
        int tasks = 10_000;
        int rounds = 5;
        int pickUps = 500;
        int finished = 1_000_000;
        int idle = 60;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("No value for " + option);
            }
            String value = arguments.get(i + 1);
            switch (option) {
                case "--docs" -> docs = Path.of(value);
                case "--tasks" -> tasks = number(option, value, 1);
                case "--rounds" -> rounds = number(option, value, 1);
                case "--pick-ups" -> pickUps = number(option, value, 1);
                case "--finished" -> finished = number(option, value, 0);
                case "--idle" -> idle = number(option, value, 1);
                default -> throw new IllegalArgumentException("No such option: " + option);
            }
        }
        return new EngineReportOptions(docs, tasks, rounds, pickUps, finished, idle, false);
    }

    private static int number(String option, String value, int least) {
        if (!value.matches("[0-9]{1,8}") || Integer.parseInt(value) < least) {
            throw new IllegalArgumentException(option + " is a whole number of at least " + least + ", not " + value);
        }
        return Integer.parseInt(value);
    }
}
