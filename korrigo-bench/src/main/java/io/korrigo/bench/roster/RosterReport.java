package io.korrigo.bench.roster;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.bench.report.FigureFile;
import io.korrigo.bench.report.MarkdownTable;
import io.korrigo.bench.report.MarkedSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code korrigo bench roster-report [--docs DIR] [--accounts N]}: how fast rosters are read beside bare commons-csv, and
 * what 2,000 accounts, or N, cost and how an import that makes them can be watched and cancelled. Writes the figures into
 * {@code rosters.md}. Storing has a benchmark of its own, {@link StudentStoreBenchmark}.
 */
public final class RosterReport {
    private static final List<Integer> STUDENTS = List.of(2_000, 50_000, 500_000);
    private static final int CANCELLED = 5;

    private RosterReport() {}

    /** What the command line says: the folder of the documents, the number of accounts. */
    private record Sizes(Path docs, int accounts) {
        static Sizes of(Options given) {
            return new Sizes(given.docs(), given.number("--accounts", 1, 2000));
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "reading, storing and giving accounts to rosters; writes docs/rosters.md",
                "[--docs DIR] [--accounts 2000]",
                Sizes::of,
                RosterReport::write);
    }

    private static void write(Sizes sizes) throws Exception {
        int accounts = sizes.accounts();
        String text = FigureFile.measured("./korrigo bench roster-report --accounts " + accounts) + reading() + "\n"
                + making(accounts);
        System.out.println(text);
        MarkedSection.replace(sizes.docs().resolve("rosters.md"), "figures", text);
    }

    private static String reading() throws IOException {
        MarkdownTable table = new MarkdownTable(
                "students in a CSV of UTF-8",
                "bare commons-csv, ms",
                "Korrigo, ms",
                "Korrigo's speed, bare commons-csv is 1");
        for (int students : STUDENTS) {
            int rounds = Math.max(10, 3_000_000 / students);
            ReadingSpeed.Speed speed = new ReadingSpeed(students).measure(rounds);
            table.row(
                    String.format(Locale.ROOT, "%,d", students),
                    String.format(Locale.ROOT, "%.1f", speed.bare() * 1000),
                    String.format(Locale.ROOT, "%.1f", speed.ours() * 1000),
                    String.format(Locale.ROOT, "%.2f", speed.ratio()));
        }
        return table
                + "\nMilliseconds of one thread's CPU, medians once the compiler is done; the last column is the median of"
                + " the rounds' ratios.\n";
    }

    private static String making(int accounts) throws IOException {
        AccountsRun run = new AccountsRun(accounts);
        AccountsRun.Cost cost = run.whole();
        List<Double> cancelled = new ArrayList<>();
        for (int i = 0; i < CANCELLED; i++) {
            cancelled.add(run.cancelled());
        }
        return String.format(
                Locale.ROOT,
                "%,d students with accounts: %.1f s, %.1f s of CPU (%.2f processors); the progress moved at least every"
                        + " %.2f s. Cancelled in the middle, %d times: ended after %.0f ms at most.%n",
                accounts,
                cost.wall(),
                cost.cpu(),
                cost.cpu() / cost.wall(),
                cost.longestPause(),
                CANCELLED,
                cancelled.stream().mapToDouble(s -> s).max().orElseThrow() * 1000);
    }
}
