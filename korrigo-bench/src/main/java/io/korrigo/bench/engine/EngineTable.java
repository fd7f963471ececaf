package io.korrigo.bench.engine;

import io.korrigo.bench.report.FigureFile;
import io.korrigo.bench.report.MarkdownTable;
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
        StringBuilder text = new StringBuilder(FigureFile.measured(options.command()));
        text.append("No-ops, " + Throughput.SUBMITTERS + " submitters, " + Throughput.WORKERS + " workers, "
                + options.tasks() + " tasks a round; medians of " + options.rounds() + " rounds:\n\n");
        text.append(throughput(all));
        text.append("\nFrom submission to the task's first line on an idle node, and what else a user waits for:\n\n");
        text.append(waiting(all));
        text.append("\nOne caller while nothing runs, with 1,000 ended tasks in the table"
                + (options.finished() > 0 ? " and with " + String.format(Locale.ROOT, "%,d", options.finished()) : "")
                + ":\n\n");
        text.append(calls(all));
        for (EngineFigures figures : all) {
            if (figures.idle() != null) {
                text.append("\nAn idle node makes " + IdleNode.digits(figures.idle()) + " transactions a second on "
                        + figures.database() + ", the pool's checks of its connections included.\n");
            }
        }
        return text.toString();
    }

    private static MarkdownTable throughput(List<EngineFigures> all) {
        MarkdownTable table = new MarkdownTable(
                "database",
                "db-scheduler, tasks/s",
                "Korrigo, tasks/s",
                "of db-scheduler",
                "submit under load, db-scheduler, ms: median",
                "p99",
                "Korrigo: median",
                "p99");
        for (EngineFigures figures : all) {
            Throughput raw = EngineFigures.median(figures.raw());
            Throughput korrigo = EngineFigures.median(figures.korrigo());
            table.row(
                    figures.database(),
                    whole(raw.perSecond()),
                    whole(korrigo.perSecond()),
                    whole(figures.ratio() * 100) + " %",
                    raw.submit().medianText(),
                    raw.submit().p99Text(),
                    korrigo.submit().medianText(),
                    korrigo.submit().p99Text());
        }
        return table;
    }

    private static MarkdownTable waiting(List<EngineFigures> all) {
        MarkdownTable table = new MarkdownTable("database", "what", "median, ms", "p99, ms");
        for (EngineFigures figures : all) {
            figures.pickUps()
                    .forEach((how, times) ->
                            table.row(figures.database(), "pick-up: " + how, times.medianText(), times.p99Text()));
            if (figures.cancelled() != null) {
                table.row(
                        figures.database(),
                        "a task running in another process hears of its cancellation",
                        figures.cancelled().medianText(),
                        figures.cancelled().p99Text());
            }
        }
        return table;
    }

    private static MarkdownTable calls(List<EngineFigures> all) {
        MarkdownTable table =
                new MarkdownTable("database", "call", "median, ms", "p99, ms", "full table: median, ms", "p99, ms");
        for (EngineFigures figures : all) {
            figures.store().forEach((call, times) -> {
                StoreTimes full = figures.full().get(call);
                table.row(
                        figures.database(),
                        CALLS.get(call),
                        times.medianText(),
                        times.p99Text(),
                        full == null ? "" : full.medianText(),
                        full == null ? "" : full.p99Text());
            });
        }
        return table;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
