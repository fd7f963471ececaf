package io.korrigo.bench.cluster;

import io.korrigo.bench.options.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code korrigo kill-test}: three workers in processes of their own on a real PostgreSQL, or on H2 behind a server,
 * export and read exams, while every two seconds one of them is killed with -9 or paused, and the database is restarted
 * twice. In the end every task has succeeded, every file is there once and whole, and nothing was done twice.
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
                "workers and database killed and paused while they work",
                KillTestOptions.USAGE + WHAT_IT_DOES,
                KillTestOptions::of,
                KillTest::runAndExit);
        System.exit(test.run("korrigo kill-test", List.of(args), System.out, System.err));
    }

    private static void runAndExit(KillTestOptions options) throws Exception {
        StopByHand stop = StopByHand.ofThisThread();
        boolean whole;
        try {
            whole = run(options, stop);
        } catch (Exception failure) {
            if (stop.isAsked()) {
                // Whatever failed then; the virtual machine ends with the status of the signal.
                System.err.println("korrigo kill-test: stopped");
                return;
            }
            throw failure;
        } finally {
            stop.isOver();
        }
        System.exit(whole ? 0 : 1);
    }

    private static boolean run(KillTestOptions options, StopByHand stop) throws Exception {
        Path folder = Files.createTempDirectory("korrigo-kill-test");
        boolean whole = false;
        try {
            whole = play(options, folder);
        } finally {
            if (whole || stop.isAsked()) {
                delete(folder);
            } else {
                System.err.println("What the workers logged is in " + folder);
            }
        }
        System.out.println(whole ? "No breach." : "Breaches: see above.");
        return whole;
    }

    private static boolean play(KillTestOptions options, Path folder) throws Exception {
        System.err.println("Drawing " + options.headers() + " pages...");
        DrawnPages pages = DrawnPages.draw(options.headers());
        List<String> java = ClassArchive.make(folder, KillRound.JAVA);
        System.out.print(RoundResult.table());
        boolean whole = true;
        for (int round = 1; round <= options.rounds(); round++) {
            Path place = Files.createDirectory(folder.resolve("round-" + round));
            RoundResult result;
            try (KillRound playing = new KillRound(options, pages, place, java)) {
                result = playing.run(options.seed() + round - 1);
            }
            System.out.print(result.row(round));
            result.story().forEach(line -> System.err.println("  " + line));
            result.breaches().stream().limit(20).forEach(breach -> System.err.println("  " + breach));
            if (result.breaches().isEmpty()) {
                delete(place);
            } else {
                whole = false;
            }
        }
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
