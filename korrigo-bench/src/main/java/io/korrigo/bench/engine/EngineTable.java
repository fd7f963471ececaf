package io.korrigo.bench.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as Markdown. */
final class EngineTable {
    private static final Map<String, String> CALLS = Map.of(
            "submitToRawDbScheduler",
            "submit, db-scheduler",
            "submit",
            "submit, Korrigo",
            "status",
            "status",
            "list",
            "list, the last ten of an owner that failed");

    private EngineTable() {}

    static String text(List<EngineFigures> all, EngineReportOptions options) {
        StringBuilder text = new StringBuilder("Measured on " + LocalDate.now() + " with "
                + Runtime.getRuntime().availableProcessors() + " processors and JDK " + Runtime.version()
                + " by\n\n    "
                + options.command() + "\n\n");
        text.append("No-ops, " + Throughput.SUBMITTERS + " submitters, " + Throughput.WORKERS + " workers, "
                + options.tasks() + " tasks a round; medians of " + options.rounds() + " rounds:\n\n"
                + "| database | db-scheduler, tasks/s | Korrigo, tasks/s | of db-scheduler |"
                + " submit under load, db-scheduler, ms: median | p99 | Korrigo: median | p99 |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        for (EngineFigures figures : all) {
            Throughput raw = EngineFigures.median(figures.raw());
            Throughput korrigo = EngineFigures.median(figures.korrigo());
            text.append("| " + figures.database() + " | " + whole(raw.perSecond()) + " | " + whole(korrigo.perSecond())
                    + " | " + whole(figures.ratio() * 100) + " % | "
                    + raw.submit().cells() + " | " + korrigo.submit().cells() + " |\n");
        }
        text.append("\nFrom submission to the task's first line on an idle node, and what else a user waits for:\n\n"
                + "| database | what | median, ms | p99, ms |\n|---|---|---|---|\n");
        for (EngineFigures figures : all) {
            String cell = "| " + figures.database() + " | ";
            figures.pickUps()
                    .forEach((how, times) -> text.append(cell + "pick-up: " + how + " | " + times.cells() + " |\n"));
            if (figures.cancelled() != null) {
                text.append(cell + "a task running in another process hears of its cancellation | "
                        + figures.cancelled().cells() + " |\n");
            }
        }
        calls(text, all, options);
        for (EngineFigures figures : all) {
            if (figures.idle() != null) {
                text.append("\nAn idle node makes " + IdleNode.digits(figures.idle()) + " transactions a second on "
                        + figures.database() + ", the pool's checks of its connections included.\n");
            }
        }
        return text.toString();
    }

    private static void calls(StringBuilder text, List<EngineFigures> all, EngineReportOptions options) {
        text.append("\nOne caller while nothing runs, with 1,000 ended tasks in the table"
                + (options.finished() > 0 ? " and with " + String.format(Locale.ROOT, "%,d", options.finished()) : "")
                + ":\n\n| database | call | median, ms | p99, ms | full table: median, ms | p99, ms |\n"
                + "|---|---|---|---|---|---|\n");
        for (EngineFigures figures : all) {
            figures.store().forEach((call, times) -> {
                StoreTimes full = figures.full().get(call);
                text.append("| " + figures.database() + " | " + CALLS.get(call) + " | " + times.cells() + " | "
                        + (full == null ? " | " : full.cells()) + " |\n");
            });
        }
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
