package io.korrigo.bench.engine;

import io.korrigo.bench.options.Options;
import java.nio.file.Path;

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

    /** What the command line says. */
    static EngineReportOptions of(Options given) {
        return new EngineReportOptions(
                given.docs(),
                given.number("--tasks", 1, 10_000),
                given.number("--rounds", 1, 5),
                given.number("--pick-ups", 1, 500),
                given.number("--finished", 0, 1_000_000),
                given.number("--idle", 1, 60),
                false);
    }
}
