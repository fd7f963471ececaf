package io.korrigo.bench.cluster;

import io.korrigo.bench.options.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code korrigo kill-test}: three workers in processes of their own on a real PostgreSQL, or on H2 behind a server, export and read exams, while
 * every two seconds one of them is killed with -9 or paused, and the database is restarted twice. In the end every task
 * has succeeded, every file is there once and whole, and nothing was done twice.
 *
 * <p>When both parents of 300 and 100 tasks have ended before the killing has, two more are submitted: workers are struck
 * while they work. Exit status 1 when anything is not as it should be; that round's folder stays.
 */
public final class KillTest {
    private static final String WHAT_IT_DOES =
            "\nKills, pauses and restarts the workers of an exam's export and reading, and their database, then checks"
                    + " that everything was done once. Exit status: 0, 1 when something was not.";

    private KillTest() {}

    /** The options; exits with 1 on a breach, 2 on bad usage. */
    public static void main(String[] args) throws Exception {
        Evaluation<KillTestOptions> test = new Evaluation<>(
                KillTestOptions.USAGE + WHAT_IT_DOES,
                KillTestOptions::of,
                options -> System.exit(run(options) ? 0 : 1));
        System.exit(test.run("korrigo kill-test", List.of(args), System.out, System.err));
    }

    private static boolean run(KillTestOptions options) throws Exception {
        System.err.println("Drawing " + options.headers() + " pages...");
        DrawnPages pages = DrawnPages.draw(options.headers());
        System.out.print(RoundResult.HEADER);
        boolean whole = true;
        for (int round = 1; round <= options.rounds(); round++) {
            Path folder = Files.createTempDirectory("korrigo-kill-test");
            RoundResult result;
            try (KillRound playing = new KillRound(options, pages, folder)) {
                result = playing.run(options.seed() + round - 1);
            }
            System.out.print(result.row(round));
            result.breaches().stream().limit(20).forEach(breach -> System.err.println("  " + breach));
            if (result.breaches().isEmpty()) {
                delete(folder);
            } else {
                System.err.println("  What the workers of round " + round + " logged is in " + folder);
                whole = false;
            }
        }
        System.out.println(whole ? "No breach." : "Breaches: see above.");
        return whole;
    }

    /** Removes a folder and what is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
